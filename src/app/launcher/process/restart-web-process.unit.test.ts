import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { WebOrder } from '../../server.ts';
import { findProcess } from '../database/running-process.ts';
import { until } from '../program-under-test.ts';
import { restartWebProcess, startUnlessEnding } from './restart-web-process.ts';
import { startWebProcess } from './web-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'start-again-test-'));
let pid: number | undefined;
afterAll(() => {
  if (pid !== undefined && findProcess(pid)) process.kill(pid, 'SIGKILL');
  rmSync(folder, { recursive: true });
});

test('a stop while a web process is starting ends that process and the launcher', async () => {
  // A process that never accepts requests.
  const [server, pidFile] = [join(folder, 'server.mjs'), join(folder, 'pid')];
  writeFileSync(
    server,
    `import { writeFileSync } from 'node:fs';\nwriteFileSync(${JSON.stringify(pidFile)}, String(process.pid), { flush: true });\nsetInterval(() => {}, 1000);`,
  );
  const order = { config: {}, app: '', watchedFolder: null, exercise: true } as unknown as WebOrder;
  const start = (ending: AbortSignal) => startWebProcess(order, { server, ending });
  for (const begin of [
    startUnlessEnding,
    (one: typeof start, programEnd: Promise<'stop'>) => restartWebProcess(one, { ends: [], programEnd, log: () => {} }),
  ]) {
    rmSync(pidFile, { force: true });
    const { promise: over, resolve: stop } = Promise.withResolvers<'stop'>();
    const started = begin(start, over);
    await until(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8') !== '');
    pid = Number(readFileSync(pidFile, 'utf8'));
    expect(findProcess(pid)).toBeDefined();
    stop('stop');
    expect(await started).toMatchObject({ event: 'stop' });
    expect(findProcess(pid)).toBeUndefined();
  }
});

test('a refused start is reported and repeated', async () => {
  const messages: string[] = [];
  let tries = 0;
  const web = { address: '', ended: Promise.resolve(''), drain: async () => {} };
  const start = async () => {
    if (++tries === 1) throw new Error('No.');
    return web;
  };
  const programEnd = once(new EventTarget(), 'never').then(() => 'stop' as const);
  expect(await restartWebProcess(start, { ends: [], programEnd, log: (line) => messages.push(line) })).toMatchObject({ web });
  expect([tries, messages]).toEqual([2, ['No.']]);
});
