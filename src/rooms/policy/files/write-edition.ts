import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { EditionFiles } from './edition-content.ts';
import { DamagedPolicy, fault } from './source-file.ts';

/** Writes the files of an edition into a new folder. Throws `DamagedPolicy` where the folder exists: nothing is overwritten. */
export function writeEdition(folder: string, id: string, files: EditionFiles): void {
  if (existsSync(folder)) throw new DamagedPolicy([fault(folder, 1, 'folder-taken', { id })]);
  for (const [name, text] of Object.entries(yamlOf(files))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text, { flag: 'wx' });
  }
}

/** The files of an edition as YAML. */
export function yamlOf(files: EditionFiles): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [name, stringify(content, { lineWidth: 160 })]));
}
