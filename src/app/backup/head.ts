import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The newest backup an installation made in one place: its number, its name, and the hash that the next one refers to. */
export const Head = z.strictObject({ sequence: z.int().positive(), name: z.string(), hash: z.string() });
export type Head = z.output<typeof Head>;
const Heads = z.record(z.string(), Head);

/**
 * What the installation remembers of a place, stored apart from it, so that it notices when the newest backup there was removed. Undefined where it made none.
 */
export function readHead(dataDirectory: string, place: string): Head | undefined {
  return readHeads(dataDirectory)[place];
}

/** Remembers the newest backup of a place. */
export function writeHead(dataDirectory: string, place: string, head: Head): void {
  const path = headsFile(dataDirectory);
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  writeFileSync(`${path}.new`, `${JSON.stringify({ ...readHeads(dataDirectory), [place]: head }, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

// An unreadable file is replaced: the place shows the newest backup.
function readHeads(dataDirectory: string): Record<string, Head> {
  const path = headsFile(dataDirectory);
  try {
    return existsSync(path) ? Heads.parse(JSON.parse(readFileSync(path, 'utf8'))) : {};
  } catch {
    return {};
  }
}

function headsFile(dataDirectory: string): string {
  return join(dataDirectory, 'backup-heads');
}
