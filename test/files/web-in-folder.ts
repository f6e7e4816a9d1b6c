import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startWebProcess } from '#app/launcher/process/web-process.ts';
import { findFreePort } from '#app/launcher/program-under-test.ts';
import type { Connection } from '#platform/db/pool.ts';

const PRINTED = 'printed.log';
/** Addresses of this machine. A sender on it is believed like a proxy that names the address of a reporter. */
const PROXY = ['127.0.0.1', '::1'];

/** The web process as the launcher starts it, with a folder of its own for temporary files and for all that it prints. */
export type WebInFolder = { address: string; port: number; pid: number; folder: string; printed: () => Buffer; stop: () => Promise<void> };

/** Starts the web process on the database of a test. It holds no keys. */
export async function startWebInFolder(app: Connection): Promise<WebInFolder> {
  const folder = mkdtempSync(join(tmpdir(), 'manumit-web-'));
  const port = await findFreePort();
  const address = `http://localhost:${port}`;
  const config = { host: 'localhost', port, publicUrl: address, deskUrl: address, surface: 'all' as const, trustedProxy: PROXY };
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    const web = await startWebProcess({ config, app, watchedFolder: null, exercise: false }, { server: fileURLToPath(import.meta.url) });
    const printed = () => readFileSync(join(folder, PRINTED));
    return {
      ...{ address, port, folder, printed },
      pid: Number(/^process (\d+)/.exec(printed().toString())![1]),
      async stop() {
        await web.drain();
        rmSync(folder, { recursive: true });
      },
    };
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

// Started as a program, this file is that process: the server, with what it prints in a file.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const stream of [process.stdout, process.stderr])
    stream.write = ((text: string | Uint8Array) => {
      appendFileSync(join(tmpdir(), PRINTED), text);
      return true;
    }) as typeof stream.write;
  console.error(`process ${process.pid}`);
  await import('#app/server.ts');
}
