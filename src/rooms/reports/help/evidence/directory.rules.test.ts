import { describe, expect, it } from 'vitest';
import type { NumberTest } from '../help.rules.ts';
import { directoryOf, saysOfDirectory } from './directory.rules.ts';

const DAYS = 90;
const TODAY = '2026-11-24';
const tested = (testedOn: string | null, result: NumberTest['result'] = 'answered'): NumberTest =>
  testedOn === null
    ? { testedOn, result: null, answeredOn: null }
    : { testedOn, result, answeredOn: result === 'answered' ? testedOn : '2026-11-01' };
const says = (lists: number, tests: readonly NumberTest[], wasMeasured = false) =>
  saysOfDirectory(directoryOf(lists, tests, DAYS, TODAY), wasMeasured);

describe('directoryOf (A1.6)', () => {
  it('counts a number as answered until its test is older than the edition allows', () => {
    const answered = (testedOn: string) => directoryOf(1, [tested(testedOn)], DAYS, TODAY).answered;
    expect([answered(TODAY), answered('2026-08-26'), answered('2026-08-25')]).toEqual([1, 1, 0]);
  });

  it('counts no number that nobody called, that nobody answered last time, or that is wrong', () => {
    const tests = [tested(null), tested(TODAY, 'no-answer'), tested(TODAY, 'wrong-number'), tested(TODAY)];
    expect(directoryOf(2, tests, DAYS, TODAY)).toEqual({ lists: 2, numbers: 4, answered: 1 });
  });
});

describe('saysOfDirectory (A1.6)', () => {
  it('is met where each number answered in time, and partly met where one did not', () => {
    expect(says(1, [tested(TODAY), tested(TODAY)])).toBe('met');
    expect(says(1, [tested(TODAY), tested(null)])).toBe('partly-met');
    expect(says(1, [])).toBe('partly-met');
  });

  it('says nothing of a party that never published a list, and that there is none now of one that did', () => {
    expect(says(0, [])).toBeNull();
    expect(says(0, [], true)).toBe('partly-met');
  });
});
