import { expect, test } from 'vitest';
import { findCatalogues } from './find-catalogues.ts';
import { collator, defineTexts, formatDay, pickLocale } from './texts.ts';

const en = { hello: 'Hello {name}', items: '{n, plural, =0 {None} one {# item} other {# items}}', less: 'a < b' };
const fr = {
  hello: 'Bonjour {name}',
  items: '{n, plural, =0 {Aucun élément} one {# élément} many {# d’éléments} other {# éléments}}',
  less: 'a < b',
};
const translate = defineTexts<typeof en>({ en, fr });

test('a text is formatted with its values in both languages', () => {
  expect(translate('en', 'hello', { name: 'Ada <b>' })).toBe('Hello Ada <b>');
  expect(translate('fr', 'hello', { name: 'Ada' })).toBe('Bonjour Ada');
  expect(translate('en', 'less')).toBe('a < b');
});

test('plurals follow the rules of each language', () => {
  expect([0, 1, 2].map((n) => translate('en', 'items', { n }))).toEqual(['None', '1 item', '2 items']);
  expect([0, 1, 2].map((n) => translate('fr', 'items', { n }))).toEqual(['Aucun élément', '1 élément', '2 éléments']);
  expect(translate('fr', 'items', { n: 1_000_000 })).toBe('1\u202f000\u202f000 d’éléments');
  expect(translate('fr', 'items', { n: 1.5 })).toBe('1,5 élément');
});

test('a wrong key, a missing value and a catalogue that lacks a language are refused', () => {
  // @ts-expect-error there is no such key
  expect(() => translate('en', 'helo')).toThrow();
  expect(() => translate('en', 'hello')).toThrow();
  // @ts-expect-error a language is missing
  defineTexts<typeof en>({ en });
});

test('the catalogues of two folders are merged under the name of the last folder', () => {
  const { en: joined, place } = findCatalogues(import.meta.url, './labels/texts', '../mail/texts');
  expect(place).toBe('platform/mail');
  expect(Object.keys(joined)).toEqual([...new Set([...keysOf('./labels/texts'), ...keysOf('../mail/texts')])]);
});

const keysOf = (folder: string) => Object.keys(findCatalogues(import.meta.url, folder).en);

test.each([
  ['2026-11-24', '24 Nov 2026', '24 nov. 2026'],
  ['2026-11-01', '1 Nov 2026', '1er nov. 2026'],
  ['2003-09-30', '30 Sep 2003', '30 sept. 2003'],
  ['2017-02', 'Feb 2017', 'févr. 2017'],
  ['1957', '1957', '1957'],
])('the date %s is written as precisely as it is known', (date, en, fr) => {
  expect(formatDay('en', date)).toBe(en);
  expect(formatDay('fr', date)).toBe(fr);
});

test('long month names are used in running text', () => {
  expect(formatDay('en', '2004-06-29', 'long')).toBe('29 June 2004');
  expect(formatDay('fr', '2004-07-01', 'long')).toBe('1er juillet 2004');
});

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['de, es;q=0.5', 'en'],
  ['fr', 'fr'],
  ['fr-BE, en;q=0.8', 'fr'],
  ['en-GB, fr;q=0.9', 'en'],
  ['en;q=0.2, fr;q=0.9', 'fr'],
  ['fr;q=0, en', 'en'],
  ['fr;q=nonsense', 'en'],
])('the header %s selects the language %s', (header, locale) => {
  expect(pickLocale(header)).toBe(locale);
});

test('É is sorted next to E', () => {
  expect(['Finlande', 'États-Unis', 'Espagne'].sort(collator('fr'))).toEqual(['Espagne', 'États-Unis', 'Finlande']);
});
