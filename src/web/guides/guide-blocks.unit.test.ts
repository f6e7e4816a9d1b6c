import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ROLES } from '#kernel/roles.ts';
import { typographyFaults } from '#test/texts/french-typography.ts';
import { blocksOf, partsOf } from './guide-blocks.ts';

const GUIDES = globSync('docs/help/*/*.md').sort();
const read = (path: string) => readFileSync(path, 'utf8');

test('every role has a guide in both languages', () =>
  expect(GUIDES).toEqual(ROLES.flatMap((role) => ['en', 'fr'].map((locale) => `docs/help/${locale}/${role}.md`)).sort()));

test('blocksOf splits a guide into blocks', () =>
  expect(blocksOf('# T\n\n## A\nOne *two*\nthree.\n\n1. x\n2. y\n\n## B\n- z\n')).toEqual([
    { kind: 'title', text: 'T' },
    { kind: 'heading', text: 'A' },
    { kind: 'text', text: 'One *two* three.' },
    { kind: 'steps', items: ['x', 'y'] },
    { kind: 'heading', text: 'B' },
    { kind: 'points', items: ['z'] },
  ]));

describe.each(GUIDES)('the guide %s', (path) => {
  const locale = path.includes('/fr/') ? 'fr' : 'en';
  const lines = blocksOf(read(path)).flatMap((block) => ('text' in block ? [block.text] : block.items));

  test('uses the words of the screens', () => {
    const catalogues = globSync(`src/{web,rooms,platform}/**/texts/${locale}.json`).map(
      (file) => JSON.parse(read(file)) as Record<string, string>,
    );
    const words = new Set(catalogues.flatMap((texts) => Object.values(texts)).map((text) => text.toLowerCase()));
    const called = lines.flatMap((line) => partsOf(line).filter((_, place) => place % 2 === 1));
    expect(called.length).toBeGreaterThan(10);
    expect(called.filter((word) => !words.has(word.toLowerCase()))).toEqual([]);
  });

  test('is one page of short sentences', () => {
    const sentences = lines.flatMap((line) => line.split(/(?<=[.:?])\s/));
    expect(sentences.filter((sentence) => sentence.split(/\s+/).length > 25)).toEqual([]);
    expect(lines.join(' ').split(/\s+/).length).toBeLessThan(650);
    if (locale === 'fr') expect(lines.flatMap(typographyFaults)).toEqual([]);
  });
});
