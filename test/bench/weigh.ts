import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { LOCALES } from '#kernel/languages.ts';

/** What a browser loads before a page of the staff application is shown, if it is the first page opened. */
export type Weight = { page: string; files: number; plain: number; sent: number };

/** The limit for the desk's first page, whichever it is: 130 KiB after compression. */
export const GOAL_BYTES = 130 * 1024;

/**
 * Weighs every page of a built staff application, the heaviest first: the shell, its files, that page's own, and their texts in the language that weighs most.
 */
export function weighPages(desk: string): Weight[] {
  const names = readdirSync(join(desk, 'assets'));
  const html = readFileSync(join(desk, 'index.html'), 'utf8');
  const first = [...html.matchAll(/\/desk\/assets\/([\w.-]+)/g)].map((match) => match[1]!);
  const size = (name: string) => statSync(join(desk, 'assets', name)).size;
  const sent = (name: string) => size(existsSync(join(desk, 'assets', `${name}.br`)) ? `${name}.br` : name);

  // The texts that a chunk loads, in a language: `import('./fr.json')` of src/web/client/language.ts, which names the file by the language.
  const textsOf = (chunk: string, locale: string) =>
    [
      ...readFileSync(join(desk, 'assets', chunk), 'utf8').matchAll(
        new RegExp(`import\\(["'\`]\\./(${locale}-[\\w-]+\\.js)["'\`]\\)`, 'g'),
      ),
    ].map((match) => match[1]!);

  // A chunk with everything it imports before it runs, and the style of the same name.
  function follow(chunk: string, files: Set<string>): void {
    if (files.has(chunk)) return;
    files.add(chunk);
    const code = readFileSync(join(desk, 'assets', chunk), 'utf8');
    for (const [, name] of code.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) follow(name!, files);
    const style = names.find((name) => name.endsWith('.css') && name.startsWith(`${chunk.split('-')[0]}-`));
    if (style !== undefined) files.add(style);
  }

  return names
    .flatMap((name) => {
      const page = /^(\w+Page)-[\w-]+\.js$/.exec(name)?.[1];
      if (page === undefined) return [];
      const files = new Set<string>();
      for (const chunk of [...first.filter((one) => one.endsWith('.js')), name]) follow(chunk, files);
      for (const other of first) files.add(other);
      const texts = LOCALES.map((locale) => [...files].filter((file) => file.endsWith('.js')).flatMap((file) => textsOf(file, locale)));
      for (const file of texts.toSorted((a, b) => sum(b.map(sent)) - sum(a.map(sent)))[0]!) files.add(file);
      return [
        {
          page,
          files: files.size + 1,
          plain: html.length + sum([...files].map(size)),
          sent: brotliCompressSync(html).length + sum([...files].map(sent)),
        },
      ];
    })
    .toSorted((a, b) => b.sent - a.sent);
}

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
