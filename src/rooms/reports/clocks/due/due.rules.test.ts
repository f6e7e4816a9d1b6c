import { describe, expect, test } from 'vitest';
import { dueStateOn, groupByDue, spansOf } from './due.rules.ts';

describe('spansOf (5e, A1.5)', () => {
  const clocks = { lookHours: 24, triageHours: 24, acknowledgementDays: 7, feedbackMonths: 3 };

  test('gives the clocks of the edition in whole days, and feedback in months', () => {
    expect(spansOf(clocks)).toEqual({ look: 1, triage: 1, acknowledge: 7, feedback: 3 });
  });

  test('rounds hours up: a day that has begun counts to its end', () => {
    expect(spansOf({ ...clocks, lookHours: 1, triageHours: 25 })).toMatchObject({ look: 1, triage: 2 });
  });
});

describe('dueStateOn', () => {
  test.each([
    ['2026-11-30', 'overdue'],
    ['2026-12-01', 'today'],
    ['2026-12-02', 'later'],
  ] as const)('calls %s on 1 December %s', (day, state) => {
    expect(dueStateOn(day, '2026-12-01')).toBe(state);
  });
});

describe('groupByDue', () => {
  const row = (id: number, state: 'overdue' | 'today' | 'later') => ({ id, due: { state } });
  const rows = [row(1, 'overdue'), row(2, 'overdue'), row(3, 'later')];

  test('puts what is overdue first, and leaves empty groups out', () => {
    expect(groupByDue([...rows, row(4, 'today')], false).map(({ state, rows: own }) => [state, own.map(({ id }) => id)])).toEqual([
      ['overdue', [1, 2]],
      ['today', [4]],
      ['later', [3]],
    ]);
  });

  test('calls the number of the last group no total while more rows follow', () => {
    expect(groupByDue(rows, true).map(({ isWhole }) => isWhole)).toEqual([true, false]);
    expect(groupByDue(rows, false).map(({ isWhole }) => isWhole)).toEqual([true, true]);
  });

  test('leaves out rows with which nothing is due', () => {
    expect(groupByDue([{ id: 1, due: null }], false)).toEqual([]);
  });
});
