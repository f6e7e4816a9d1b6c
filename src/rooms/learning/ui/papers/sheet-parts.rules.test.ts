import { expect, test } from 'vitest';
import { MAX_SHEETS } from '../../papers/sheets.rules.ts';
import { addAnswer, addEntered, addLost, NO_SHEETS, unanswered } from './sheet-parts.rules.ts';

const sheets = Array.from({ length: 2 * MAX_SHEETS + 1 }, (_, at) => ({ traineeId: String(at) }));
const none = { passed: [], unsigned: [], notPassed: [], had: [], revoked: [], known: [], begunBefore: [], held: [] };

test('addEntered joins the answers of all parts', () => {
  const first = addEntered(undefined, { ...none, passed: ['0'], known: ['0'] });
  expect(addEntered(first, { ...none, passed: ['60'], had: ['61'] })).toEqual({ ...none, passed: ['0', '60'], had: ['61'], known: ['0'] });
});

test('unanswered names the sheets of parts that were not recorded', () => {
  const entered = { ...none, passed: ['0'], unsigned: ['1'], notPassed: ['2'], had: ['3'], revoked: ['4'], known: ['5'] };
  expect(unanswered(sheets.slice(0, 7), entered)).toEqual(['5', '6']);
  expect(unanswered(sheets.slice(0, 2), undefined)).toEqual(['0', '1']);
});

test('addEntered names a person once, with the later result', () => {
  const first = { ...none, passed: ['0'], notPassed: ['1'], known: ['1'] };
  expect(addEntered(first, { ...none, passed: ['1'], held: ['1'] })).toEqual({ ...none, passed: ['0', '1'], held: ['1'] });
});

test('addAnswer keeps the answers of earlier tries and ends the doubt about the people named', () => {
  const first = addLost(addAnswer(NO_SHEETS, 'part 1', { ...none, passed: ['0'] }), sheets.slice(1, 3));
  expect(first).toEqual({ answered: ['part 1'], entered: { ...none, passed: ['0'] }, unknown: ['1', '2'] });
  const answered = ['part 1', 'part 2'];
  expect(addAnswer(first, 'part 2', { ...none, had: ['1'] })).toEqual({
    answered,
    entered: { ...none, passed: ['0'], had: ['1'] },
    unknown: ['2'],
  });
});

test('addLost doubts an earlier result of a person whose corrected sheet had no answer', () => {
  const first = addAnswer(NO_SHEETS, 'part 1', { ...none, passed: ['0'], notPassed: ['1'] });
  const lost = addLost(first, sheets.slice(1, 2));
  expect(lost).toEqual({ answered: ['part 1'], entered: { ...none, passed: ['0'] }, unknown: ['1'] });
  expect(addLost(lost, sheets.slice(1, 2)).unknown).toEqual(['1']);
});
