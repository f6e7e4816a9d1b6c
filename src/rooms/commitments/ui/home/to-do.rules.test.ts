import { describe, expect, it } from 'vitest';
import { STATUSES } from '#kernel/status.ts';
import { toDoOf } from './to-do.rules.ts';

describe('toDoOf', () => {
  it('puts overdue evidence first, the longest overdue before, then sources that differ, then what is not met, then what is not reported', () => {
    const one = (status: 'met' | 'not-met' | 'not-reported' | 'met-stale', late: string | null = null, differs = false) => ({
      status,
      late,
      differs,
    });
    const [silent, unmet, differing] = [one('not-reported'), one('not-met'), one('met', null, true)];
    const [older, newer] = [one('met-stale', '2026-01-01'), one('met-stale', '2026-02-01')];
    expect(toDoOf([silent, unmet, differing, newer, older, one('met')])).toEqual([older, newer, differing, unmet, silent]);
  });

  it('names nothing that was not asked, that is met, or that is a signed nil', () => {
    const named = toDoOf(STATUSES.map((status) => ({ status, late: null, differs: false }))).map(({ status }) => status);
    expect(named).toEqual(['partly-met', 'not-met', 'in-progress', 'not-started', 'not-reported']);
  });
});
