import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LOCALES, type Locale, parseMessage } from './texts.ts';

// Every catalogue of every room, found where it lies, so that a new room is covered without being named here.
const folders = globSync('src/**/texts/en.json').map((file) => dirname(file));
const read = (folder: string, locale: Locale) => JSON.parse(readFileSync(`${folder}/${locale}.json`, 'utf8')) as Record<string, string>;

interface Node {
  type: number;
  value?: string;
  options?: Record<string, { value: Node[] }>;
}
// Kinds of the message parser: 0 is literal text, 5 select, 6 plural, 7 the number sign.
const [LITERAL, SELECT, PLURAL, POUND] = [0, 5, 6, 7];

function placeholders(nodes: Node[]): string[] {
  const names = nodes.flatMap((node) => [
    ...(node.type === LITERAL || node.type === POUND ? [] : [node.value!]),
    ...Object.values(node.options ?? {}).flatMap((option) => placeholders(option.value)),
  ]);
  return [...new Set(names)].sort();
}

function pluralBranches(nodes: Node[]): string[][] {
  return nodes.flatMap((node) => [
    ...(node.type === PLURAL ? [Object.keys(node.options!).filter((key) => !key.startsWith('='))] : []),
    ...(node.type === PLURAL || node.type === SELECT ? Object.values(node.options!).flatMap((option) => pluralBranches(option.value)) : []),
  ]);
}

const ast = (locale: Locale, text: string) => parseMessage(locale, text).getAst() as unknown as Node[];

test('there are catalogues to check', () => {
  expect(folders).toContain('src/site/texts');
});

describe.each(folders)('%s', (folder) => {
  const catalogues = { en: read(folder, 'en'), fr: read(folder, 'fr') };

  test('has the same keys in both languages, none empty', () => {
    expect(Object.keys(catalogues.fr).sort()).toEqual(Object.keys(catalogues.en).sort());
    for (const locale of LOCALES) expect(Object.entries(catalogues[locale]).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  test('asks for the same values in both languages', () => {
    const of = (locale: Locale) =>
      Object.fromEntries(Object.entries(catalogues[locale]).map(([key, text]) => [key, placeholders(ast(locale, text))]));
    expect(of('fr')).toEqual(of('en'));
  });

  test('writes every plural category of its language', () => {
    for (const locale of LOCALES) {
      const wanted = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted();
      const wrong = Object.entries(catalogues[locale]).filter(([, text]) =>
        pluralBranches(ast(locale, text)).some((branches) => branches.toSorted().join() !== wanted.join()),
      );
      expect(wrong).toEqual([]);
    }
  });
});
