import { describe, expect, it } from 'vitest';
import { currentEdition } from '#rooms/policy/index.ts';
import {
  decideListOwner,
  decideTestDay,
  groupOf,
  HELP_KINDS,
  isAlways,
  isCallable,
  isOpenAt,
  isTestDue,
  localTime,
  runsOf,
} from './help.rules.ts';

const test = (testedOn: string | null, result: 'answered' | 'no-answer' | 'wrong-number' | null, answeredOn: string | null) => ({
  testedOn,
  result,
  answeredOn,
});

describe('HELP_KINDS', () => {
  it('puts help that is not the police first and the police last (A1.6)', () => {
    expect(HELP_KINDS.map(groupOf)).toEqual([...Array(6).fill('not-police'), 'duty', 'police']);
  });
});

describe('isCallable', () => {
  it('needs an answered call, and no wrong number since', () => {
    expect(isCallable(test(null, null, null))).toBe(false);
    expect(isCallable(test('2026-05-01', 'no-answer', null))).toBe(false);
    expect(isCallable(test('2026-05-01', 'answered', '2026-05-01'))).toBe(true);
    expect(isCallable(test('2026-06-01', 'no-answer', '2026-05-01'))).toBe(true);
    expect(isCallable(test('2026-06-01', 'wrong-number', '2026-05-01'))).toBe(false);
  });
});

describe('isTestDue', () => {
  it('asks for a call where there was none, nobody answered, or the time of the edition is over', () => {
    const days = Number(currentEdition().parameter('directory-recheck', '2026-11-24').value);
    expect(days).toBe(90);
    expect(isTestDue(test(null, null, null), days, '2026-11-24')).toBe(true);
    expect(isTestDue(test('2026-11-24', 'no-answer', '2026-11-20'), days, '2026-11-24')).toBe(true);
    expect(isTestDue(test('2026-08-26', 'answered', '2026-08-26'), days, '2026-11-24')).toBe(false);
    expect(isTestDue(test('2026-08-25', 'answered', '2026-08-25'), days, '2026-11-24')).toBe(true);
  });
});

describe('isOpenAt', () => {
  const night = { days: [5, 6], opens: '18:00', closes: '06:00' };
  // 27 November 2026 is a Friday; Tirana is an hour ahead of UTC.
  it.each([
    ['2026-11-27T16:59:00Z', false],
    ['2026-11-27T17:00:00Z', true],
    ['2026-11-28T04:59:00Z', true],
    ['2026-11-28T05:00:00Z', false],
    ['2026-11-29T04:59:00Z', true],
    ['2026-11-29T17:00:00Z', false],
    // The night from Thursday to Friday.
    ['2026-11-27T03:00:00Z', false],
  ])('reads hours past midnight in the time zone of the place: %s is %s', (moment, open) => {
    expect(isOpenAt(night, 'Europe/Tirane', new Date(moment))).toBe(open);
  });

  it('follows the week across Sunday', () => {
    expect(isOpenAt({ days: [7], opens: '22:00', closes: '04:00' }, 'UTC', new Date('2026-11-30T03:00:00Z'))).toBe(true);
    expect(isOpenAt({ days: [1, 2, 3, 4, 5], opens: '08:30', closes: '16:30' }, 'UTC', new Date('2026-11-30T08:30:00Z'))).toBe(true);
    expect(isOpenAt({ days: [1], opens: '08:30', closes: '16:30' }, 'UTC', new Date('2026-11-30T16:30:00Z'))).toBe(false);
    expect(isOpenAt({ days: [1], opens: null, closes: null }, 'UTC', new Date('2026-11-30T16:30:00Z'))).toBe(true);
  });

  it('does not know where the hours are not known', () => {
    expect(isOpenAt({ days: null, opens: null, closes: null }, 'UTC', new Date())).toBe(null);
  });
});

describe('hours', () => {
  it('are grouped into runs of days, and day and night is every day without times', () => {
    expect(runsOf([7, 1, 2, 3, 5])).toEqual([
      [1, 3],
      [5, 5],
      [7, 7],
    ]);
    expect(isAlways({ days: [1, 2, 3, 4, 5, 6, 7], opens: null, closes: null })).toBe(true);
    expect(isAlways({ days: [1, 2, 3, 4, 5, 6, 7], opens: '08:00', closes: '20:00' })).toBe(false);
    expect(isAlways({ days: null, opens: null, closes: null })).toBe(false);
  });

  it('are local: midnight is 00:00', () => {
    expect(localTime('Asia/Riyadh', new Date('2026-11-29T21:00:00Z'))).toEqual({ weekday: 1, time: '00:00' });
  });
});

describe('decideTestDay', () => {
  it('refuses a day in the future and one before the last test', () => {
    expect(decideTestDay('2026-11-25', '2026-11-24', null)).toMatchObject({ code: 'reports/test-to-come' });
    expect(decideTestDay('2026-11-20', '2026-11-24', '2026-11-21')).toMatchObject({ code: 'reports/test-before-the-last' });
    expect(decideTestDay('2026-11-21', '2026-11-24', '2026-11-21')).toMatchObject({ accepted: true });
  });
});

describe('decideListOwner', () => {
  it('accepts operations and nations alone', () => {
    expect(['operation', 'nation', 'body', 'contractor', 'partner'].map((kind) => decideListOwner(kind).accepted)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
