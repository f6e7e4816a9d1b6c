import { readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inEach } from '#kernel/languages.ts';
import type { Catalogues } from './texts.ts';

const SRC = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Finds the catalogues of the desk languages in a folder beside a module: `findCatalogues(import.meta.url, './texts')`. Throws where one is missing. The
 * build replaces the call by the catalogues themselves (vite.config.ts), so its arguments are literal.
 */
export function findCatalogues(module: string, folder: string): Catalogues {
  const inside = join(dirname(fileURLToPath(module)), folder);
  return {
    texts: inEach((locale) => JSON.parse(readFileSync(join(inside, `${locale}.json`), 'utf8')) as Record<string, string>),
    place: placeOf(inside),
  };
}

/** The place of a folder of catalogues: its path below `src`, without the closing `texts`. */
export function placeOf(folder: string): string {
  return relative(SRC, folder)
    .split(sep)
    .join('/')
    .replace(/\/texts$/, '');
}
