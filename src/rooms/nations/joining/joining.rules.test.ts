import { expect, test } from 'vitest';
import { currentEdition } from '#rooms/policy/index.ts';
import { countWords, decideItems, type JoiningWord, openItems, statusOfChecklist } from './joining.rules.ts';

const CLAUSES = ['3', '5a', '5b', '5c', '5d', '5f', 'A1', 'A2', 'A3'];

test('the joining checklist lists each obligation of clauses 3, 5a to 5d, 5f and the appendices that binds nations or their people', () => {
  const { joining, obligations } = currentEdition();
  const bound = obligations.filter(
    ({ clause, owners }) => CLAUSES.includes(clause) && owners.some((kind) => ['ally', 'contributor', 'individual'].includes(kind)),
  );
  expect(joining).toEqual(bound.map(({ id }) => id));
});

const list = ['A', 'B', 'C'];
const item = (obligationId: string, word: JoiningWord, note: string | null = null) => ({ obligationId, word, note });

test('decideItems accepts answers to items of the list, with a note for everything but comply', () => {
  expect(decideItems(list, [item('A', 'comply'), item('B', 'equivalent', 'by law')]).accepted).toBe(true);
  expect(decideItems(list, [item('D', 'comply')])).toMatchObject({ code: 'nations/not-on-the-checklist', details: { id: 'D' } });
  expect(decideItems(list, [item('A', 'explain')])).toMatchObject({ code: 'nations/item-needs-words', details: { id: 'A' } });
});

test('openItems lists the items without an answer', () => {
  expect(openItems(list, new Set(['B']))).toEqual(['A', 'C']);
  expect(openItems(list, new Set(list))).toEqual([]);
});

test.each([
  [['comply', 'equivalent'], 'met'],
  [['comply', 'explain'], 'partly-met'],
  [['explain', 'explain'], 'not-started'],
] as const)('answers %j count as %s, never as not met', (words, says) => {
  expect(statusOfChecklist(words)).toBe(says);
  expect(countWords(words).comply).toBe(words.filter((word) => (word as string) === 'comply').length);
});
