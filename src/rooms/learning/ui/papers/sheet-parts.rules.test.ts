import { expect, test } from 'vitest';
import { MAX_SHEETS } from '../../papers/sheets.rules.ts';
import { addEntered, unanswered } from './sheet-parts.rules.ts';

const sheets = Array.from({ length: 2 * MAX_SHEETS + 1 }, (_, at) => ({ traineeId: String(at) }));
const none = { passed: [], unsigned: [], notPassed: [], had: [], revoked: [], known: [], begunBefore: [], held: [] };

test('addEntered joins the answers of all parts', () => {
  const first = addEntered(undefined, { ...none, passed: ['0'], known: ['0'] });
  expect(addEntered(first, { ...none, passed: ['60'], had: ['61'] })).toEqual({ ...none, passed: ['0', '60'], had: ['61'], known: ['0'] });
});

test('unanswered names the sheets of parts that were not recorded', () => {
  const entered = { ...none, passed: ['0'], unsigned: ['1'], notPassed: ['2'], had: ['3'], revoked: ['4'], known: ['5'] };
  expect(unanswered(sheets.slice(0, 7), entered)).toEqual(['5', '6']);
  expect(unanswered(sheets.slice(0, 2))).toEqual(['0', '1']);
});
