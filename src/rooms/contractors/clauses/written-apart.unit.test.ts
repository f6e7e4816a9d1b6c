import { expect, test } from 'vitest';
import cases from '../fixtures/written-apart.json' with { type: 'json' };
import { checkText } from './check/check-text.ts';
import { SHIPPED_SETS } from './sets/load-set.ts';

test('5f: clauses that were written without knowledge of the rules are seldom called present where they are not', () => {
  const said = cases.flatMap(({ set, paragraphs, expected, style }) => {
    const text = {
      title: null,
      pages: 1,
      paragraphs: paragraphs.map((line) => ({ page: 1, place: 'body' as const, level: null, runs: [{ text: line }] })),
      scannedPages: [],
      embedded: 0,
    };
    const owed = new Map(Object.entries(expected));
    return checkText(text, SHIPPED_SETS.get(set)!).flatMap(({ id, state }) =>
      owed.has(id) ? [{ style, id, state, owed: owed.get(id) }] : [],
    );
  });
  const present = said.filter(({ state }) => state === 'present');
  const wrong = present.filter(({ owed }) => owed !== 'present');
  const held = said.filter(({ owed }) => owed === 'present');
  expect(said.length).toBeGreaterThan(1_400);
  expect(
    1 - wrong.length / present.length,
    wrong.map(({ style, id, owed }) => `${style}: ${id} is ${owed}`).join('\n'),
  ).toBeGreaterThanOrEqual(0.98);
  expect(held.filter(({ state }) => state === 'present').length / held.length).toBeGreaterThanOrEqual(0.9);
});
