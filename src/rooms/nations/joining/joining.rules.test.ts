import { expect, test } from 'vitest';
import { currentEdition } from '#rooms/policy/index.ts';
import { contradicts, countChoices, decideItems, type JoiningChoice, openItems, statusOfChecklist } from './joining.rules.ts';

test('F12: the joining checklist asks only what a contributor owes: ratification, but not to encourage others or to keep Appendix 3', () => {
  const { joining, obligation } = currentEdition();
  expect(joining).toContain('P5.0b');
  for (const id of joining) {
    const { clause, owners } = obligation(id);
    expect(owners, id).toContain('contributor');
    expect(['5b', 'A3']).not.toContain(clause);
  }
  expect(new Set(joining.map((id) => obligation(id).clause))).toEqual(new Set(['1', '3', '5', '5a', '5c', '5d', '5f', 'A1', 'A2']));
});

test.each([
  ['comply', 'not-met', true],
  ['equivalent', 'in-progress', true],
  ['comply', 'met', false],
  ['explain', 'met-stale', true],
  ['explain', 'not-met', false],
  ['comply', 'not-reported', false],
  ['comply', 'nothing-to-report', false],
] as const)('contradicts: %s with %s is %s', (choice, status, expected) => {
  expect(contradicts(choice, status)).toBe(expected);
});

const list = ['A', 'B', 'C'];
const item = (obligationId: string, choice: JoiningChoice, note: string | null = null) => ({ obligationId, choice, note });

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
] as const)('answers %j count as %s, never as not met', (choices, says) => {
  expect(statusOfChecklist(choices)).toBe(says);
  expect(countChoices(choices).comply).toBe(choices.filter((choice) => (choice as string) === 'comply').length);
});
