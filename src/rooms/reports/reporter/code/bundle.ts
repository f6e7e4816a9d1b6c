import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The code that runs in a reporter's browser, as built (build-code.ts). `hash` names all files, so that a page never runs parts of two builds. */
export type Bundle = { readonly hash: string; readonly files: ReadonlyMap<string, Buffer> };

const FOLDER = fileURLToPath(new URL('../../../../../dist/desk/reporter/', import.meta.url));
const FILES = ['main.js', 'worker.js', 'service.js'] as const;
const HASH_LENGTH = 22;

let read: Bundle | null = null;

/** The built code; null where it was not built. The pages then show help and numbers, and no form. */
export function findBundle(): Bundle | null {
  // Cached after the first read: after a new build a running server goes on with the one that its pages name.
  read ??= readBundle(FOLDER);
  return read;
}

/** Reads a built folder; null where a file is missing. */
export function readBundle(folder: string): Bundle | null {
  if (!FILES.every((name) => existsSync(join(folder, name)))) return null;
  const files = new Map(FILES.map((name) => [name as string, readFileSync(join(folder, name))]));
  const hash = createHash('sha256');
  for (const name of FILES) hash.update(`${name}\n${files.get(name)!.length}\n`).update(files.get(name)!);
  return { hash: hash.digest('base64url').slice(0, HASH_LENGTH), files };
}

/** The headers of a built file, or of a file of texts. */
export function codeHeaders(file: string): Record<string, string> {
  return {
    'content-type': file.endsWith('.json') ? 'application/json; charset=utf-8' : 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    // The worker computes. It fetches nothing, so a fault in it cannot send anything anywhere.
    ...(file === 'worker.js' && { 'content-security-policy': "default-src 'none'" }),
    // It answers for pages that are not below its own address, and fetches them from this server.
    ...(file === 'service.js' && {
      'content-security-policy': "default-src 'none'; connect-src 'self'",
      'service-worker-allowed': '/',
    }),
  };
}
