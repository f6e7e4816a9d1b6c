import { expect, test } from 'vitest';
import { readSources } from '../source-tree.ts';

// Code that lists the languages of the desk itself, or treats every language except English as French.
const LISTED = /['"]en['"]\s*[|,]\s*['"]fr['"]|=== ['"](?:en|fr)['"]\s*\?/;

test('the languages of the desk are listed in src/kernel/languages.ts and nowhere else', () => {
  const others = readSources().filter(
    ({ path }) => path !== 'src/kernel/languages.ts' && !/\.test\.tsx?$|\/fixtures?[./]|\.gen\.ts$/.test(path),
  );
  expect(others.length).toBeGreaterThan(900);
  expect(others.filter(({ text }) => LISTED.test(text)).map(({ path }) => path)).toEqual([]);
});

test('a second list of languages is found in each form', () => {
  const found = ["type L = 'en' | 'fr'", "z.enum(['en', 'fr'])", "locale === 'en' ? 'fr' : 'en'", "locale === 'fr' ? 'fr' : 'en-GB'"];
  expect(found.filter((text) => LISTED.test(text))).toEqual(found);
  expect(LISTED.test("{ en: 'Yes', fr: 'Oui' }")).toBe(false);
});
