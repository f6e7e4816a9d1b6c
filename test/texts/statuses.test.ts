import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { STATUSES } from '#kernel/status.ts';

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
const WORDS = read('src/platform/texts/statuses/texts/en.json');

/** How many statuses of obligations a catalogue names in the words of the list. Two may be another thing: a measure is started or not, a criterion met or not. */
const named = (texts: Record<string, string>) =>
  STATUSES.filter((status) =>
    Object.entries(texts).some(([key, text]) => key.endsWith(`.${status}`) && text.toLowerCase() === WORDS[status]!.toLowerCase()),
  ).length;

test('the words of a status are in one catalogue, so that a page and its print say the same', () => {
  const others = globSync('src/**/texts/en.json').filter((file) => !file.startsWith('src/platform/texts/statuses/'));
  expect(others.length).toBeGreaterThan(60);
  expect(others.filter((file) => named(read(file)) > 2)).toEqual([]);
  expect(named({ 'status.met': 'met', 'status.not-met': 'Not met', 'status.not-asked': 'not asked' }), 'a second list').toBe(3);
});
