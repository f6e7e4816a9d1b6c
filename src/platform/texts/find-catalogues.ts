import { readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inEach } from '#kernel/languages.ts';
import type { Catalogues } from './texts.ts';

const SRC = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Finds the catalogues of the desk languages in folders next to a module: `findCatalogues(import.meta.url, './texts')`. Where several folders are named, later
 * ones add their keys. Throws where a catalogue is missing. The build replaces the call with the catalogues themselves (vite.config.ts), so its arguments are
 * literal.
 */
export function findCatalogues(module: string, ...folders: readonly string[]): Catalogues {
  const inside = folders.map((folder) => join(dirname(fileURLToPath(module)), folder));
  const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  return {
    ...inEach((locale): Record<string, string> => Object.assign({}, ...inside.map((folder) => read(join(folder, `${locale}.json`))))),
    place: placeOf(inside.at(-1)!),
  };
}

/** The place of a folder of catalogues: its path below `src`, without the closing `texts`. */
export function placeOf(folder: string): string {
  return relative(SRC, folder)
    .split(sep)
    .join('/')
    .replace(/\/texts$/, '');
}
