import { globSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LOCALE, inEach } from '#kernel/languages.ts';
import { placeOf } from './find-catalogues.ts';
import { deskLanguage, loadPublicLanguages, type PublicLanguage } from './public-languages.ts';
import { LOCALES, type Locale, parseMessage } from './texts.ts';

// Every catalogue of every room, found by its path, so that a new room is covered without being named here.
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
  const catalogues = inEach((locale) => read(folder, locale));
  const english = catalogues[DEFAULT_LOCALE];

  test('has the same keys in every language of the desk, and no empty text', () => {
    for (const locale of LOCALES) {
      expect(Object.keys(catalogues[locale]).sort()).toEqual(Object.keys(english).sort());
      expect(Object.entries(catalogues[locale]).filter(([, text]) => text.trim() === '')).toEqual([]);
    }
  });

  test('uses the same placeholders in every language, and has every plural category of each language', () => {
    for (const locale of LOCALES) expect(faultsOf(locale, catalogues[locale], english)).toEqual([]);
  });
});

/** The entries of a catalogue that its English one lacks, those with other placeholders, and those with plural categories that its language does not have. */
function faultsOf(code: string, catalogue: Readonly<Record<string, string>>, english: Readonly<Record<string, string>>): string[] {
  const categories = new Intl.PluralRules(code).resolvedOptions().pluralCategories.toSorted().join();
  return Object.entries(catalogue).flatMap(([key, text]) => {
    const original = english[key];
    if (original === undefined) return [`${key} is not a key of the English catalogue`];
    const nodes = ast(DEFAULT_LOCALE, text);
    const [actual, expected] = [placeholders(nodes).join(), placeholders(ast(DEFAULT_LOCALE, original)).join()];
    return [
      ...(actual === expected ? [] : [`${key} has the placeholders ${actual}, not ${expected}`]),
      ...(pluralBranches(nodes).every((branches) => branches.toSorted().join() === categories)
        ? []
        : [`${key} needs the plural categories ${categories}`]),
    ];
  });
}

const faultsOfLanguage = ({ code, catalogues }: PublicLanguage) =>
  [...catalogues].flatMap(([place, catalogue]) => {
    const folder = folders.find((one) => placeOf(resolve(one)) === place);
    return folder === undefined
      ? [`${place} has no texts to translate`]
      : faultsOf(code, catalogue, read(folder, DEFAULT_LOCALE)).map((fault) => `${place}: ${fault}`);
  });

test('every additional language of the public pages translates the existing keys', () => {
  expect(loadPublicLanguages().flatMap(faultsOfLanguage)).toEqual([]);
});

test('a translation of an unknown key in an additional language is reported', () => {
  const site = { 'shell.skip': 'Q', 'shell.moon': 'Q', 'shell.contact': 'Q' };
  const counts = { 'policy.obligations': '{n, plural, one {Q} other {Q}}' };
  const catalogues = new Map<string, Readonly<Record<string, string>>>([
    ['site', site],
    ['rooms/policy/pages', counts],
    ['moon', {}],
  ]);
  expect(faultsOfLanguage({ ...deskLanguage(DEFAULT_LOCALE), code: 'ar', direction: 'rtl', catalogues })).toEqual([
    'site: shell.moon is not a key of the English catalogue',
    'site: shell.contact has the placeholders , not contact',
    'rooms/policy/pages: policy.obligations needs the plural categories few,many,one,other,two,zero',
    'moon has no texts to translate',
  ]);
});
