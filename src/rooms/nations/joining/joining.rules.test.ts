import { expect, test } from 'vitest';
import { currentEdition } from '#rooms/policy/index.ts';
import { countWords, decideItems, type JoiningWord, openItems, saysOf } from './joining.rules.ts';

const CLAUSES = ['3', '5a', '5b', '5c', '5d', '5f', 'A1', 'A2', 'A3'];

test('the checklist of this edition takes up clauses 3, 5a to 5d, 5f and the appendices: each row that binds nations or those they send', () => {
  const { joining, obligations } = currentEdition();
  const bound = obligations.filter(
    ({ clause, owners }) => CLAUSES.includes(clause) && owners.some((kind) => ['ally', 'contributor', 'individual'].includes(kind)),
  );
  expect(joining).toEqual(bound.map(({ id }) => id));
});

const list = ['A', 'B', 'C'];
const item = (obligationId: string, word: JoiningWord, note: string | null = null) => ({ obligationId, word, note });

test('an answer is to an item of the list, and has words for everything but comply', () => {
  expect(decideItems(list, [item('A', 'comply'), item('B', 'equivalent', 'by law')]).accepted).toBe(true);
  expect(decideItems(list, [item('D', 'comply')])).toMatchObject({ code: 'nations/not-on-the-checklist', details: { id: 'D' } });
  expect(decideItems(list, [item('A', 'explain')])).toMatchObject({ code: 'nations/item-needs-words', details: { id: 'A' } });
});

test('what is open is what has no answer; an explanation is an answer', () => {
  expect(openItems(list, new Set(['B']))).toEqual(['A', 'C']);
  expect(openItems(list, new Set(list))).toEqual([]);
});

test.each([
  [['comply', 'equivalent'], 'met'],
  [['comply', 'explain'], 'partly-met'],
  [['explain', 'explain'], 'not-started'],
] as const)('%j says %s, and never not met', (words, says) => {
  expect(saysOf(words)).toBe(says);
  expect(countWords(words).comply).toBe(words.filter((word) => (word as string) === 'comply').length);
});
