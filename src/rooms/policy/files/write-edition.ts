import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { DamagedPolicy, fault } from './source-file.ts';

/** Writes the files of an edition into a new folder. Throws `DamagedPolicy` where the folder exists: nothing is overwritten. */
export function writeEdition(folder: string, id: string, files: Readonly<Record<string, Record<string, unknown>>>): void {
  if (existsSync(folder)) throw new DamagedPolicy([fault(folder, 1, 'folder-taken', { id })]);
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), stringify(content, { lineWidth: 160 }), { flag: 'wx' });
}
