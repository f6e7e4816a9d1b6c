import { describe, expect, test } from 'vitest';
import { clausesWithout, countMeasures, decideProgress, isOverdue, type MeasureState, statusOfPlan } from './plan.rules.ts';

const TODAY = '2026-11-24';
const measure = (clauseId: string, state: MeasureState, dueOn: string | null = null) => ({ clauseId, state, dueOn });

describe('statusOfPlan', () => {
  test('says met only where each clause has a measure and no measure is open (6)', () => {
    const clauses = ['1', '2'];
    expect(statusOfPlan(clauses, [measure('1', 'done'), measure('2', 'done')])).toBe('met');
    expect(statusOfPlan(clauses, [measure('1', 'done'), measure('2', 'done'), measure('2', 'dropped')])).toBe('met');
    expect(statusOfPlan(clauses, [measure('1', 'done')])).toBe('partly-met');
    expect(statusOfPlan(clauses, [measure('1', 'done'), measure('2', 'in-progress')])).toBe('partly-met');
    // A dropped measure serves no clause.
    expect(statusOfPlan(clauses, [measure('1', 'done'), measure('2', 'dropped')])).toBe('partly-met');
  });

  test('says in progress while nothing is done, and never not met', () => {
    for (const states of [[], ['not-started'], ['in-progress'], ['dropped']] as MeasureState[][])
      expect(
        statusOfPlan(
          ['1'],
          states.map((state) => measure('1', state, '2020-01-01')),
        ),
      ).toBe('in-progress');
  });
});

test('isOverdue needs an open measure and a due date that has passed', () => {
  expect(isOverdue(measure('1', 'not-started', '2026-11-23'), TODAY)).toBe(true);
  expect(isOverdue(measure('1', 'in-progress', TODAY), TODAY)).toBe(false);
  expect(isOverdue(measure('1', 'in-progress'), TODAY)).toBe(false);
  expect(isOverdue(measure('1', 'done', '2020-01-01'), TODAY)).toBe(false);
  expect(isOverdue(measure('1', 'dropped', '2020-01-01'), TODAY)).toBe(false);
});

test('countMeasures counts each measure in one state', () => {
  const counts = countMeasures([measure('1', 'done'), measure('2', 'in-progress', '2026-01-01'), measure('3', 'dropped')], TODAY);
  expect(counts).toEqual({ all: 3, done: 1, begun: 1, waiting: 0, dropped: 1, overdue: 1 });
});

test('clausesWithout keeps the order of the edition', () => {
  expect(clausesWithout(['1', '5a', 'A1'], [measure('5a', 'not-started')])).toEqual(['1', 'A1']);
});

describe('decideProgress', () => {
  const entry = { action: 'report', on: TODAY, note: 'Text', dueOn: null } as const;
  const found = { plan: 'current', state: 'in-progress', lastOn: '2026-11-01' } as const;

  test('moves a measure and reopens one that was done or dropped', () => {
    expect(decideProgress(found, entry, TODAY)).toMatchObject({ value: 'in-progress' });
    expect(decideProgress(found, { ...entry, action: 'finish', note: null }, TODAY)).toMatchObject({ value: 'done' });
    expect(decideProgress({ ...found, state: 'dropped' }, { ...entry, action: 'reopen' }, TODAY)).toMatchObject({ value: 'in-progress' });
    expect(decideProgress(found, { ...entry, action: 'reschedule', dueOn: '2027-01-01' }, TODAY)).toMatchObject({ value: 'in-progress' });
  });

  test('refuses a step that the state does not allow, and every step of an ended plan', () => {
    expect(decideProgress(found, { ...entry, action: 'start' }, TODAY)).toMatchObject({ code: 'nations/plan-state' });
    expect(decideProgress({ ...found, plan: 'ended' }, entry, TODAY)).toMatchObject({ code: 'nations/plan-state' });
  });

  test('refuses a future date, a date before the last entry, a missing reason, and a due date in the wrong place', () => {
    expect(decideProgress(found, { ...entry, on: '2026-11-25' }, TODAY)).toMatchObject({ code: 'nations/day-to-come' });
    expect(decideProgress(found, { ...entry, on: '2026-10-31' }, TODAY)).toMatchObject({ code: 'nations/before-last-entry' });
    expect(decideProgress(found, { ...entry, action: 'drop', note: null }, TODAY)).toMatchObject({ code: 'nations/entry-needs-words' });
    expect(decideProgress(found, { ...entry, action: 'reschedule' }, TODAY)).toMatchObject({ code: 'nations/due-date-needed' });
    expect(decideProgress(found, { ...entry, dueOn: '2027-01-01' }, TODAY)).toMatchObject({ code: 'nations/due-date-needed' });
  });
});
