import { describe, expect, it } from 'vitest';
import { VIOLATION_STATES } from '../violations/violation.rules.ts';
import { outcomeOf, violatedBy } from './violated.rules.ts';

describe('outcomeOf (P5f.3)', () => {
  it('takes a violation for found once it is recorded, and for not found where no remedy was decided', () => {
    const of = (hasRemedy: boolean, outcome: string) => VIOLATION_STATES.filter((state) => outcomeOf(state, hasRemedy) === outcome);
    expect(of(true, 'found')).toEqual(['recorded', 'closed', 'terminated', 'debarred']);
    expect(of(false, 'not-found')).toEqual(['unsubstantiated', 'closed']);
    expect(of(true, 'open')).toEqual(of(false, 'open'));
  });
});

describe('violatedBy (5f)', () => {
  it('counts a violation under each provision that it names, and those that name none last', () => {
    const row = (provision: string | null, state: 'notified' | 'closed', hasRemedy: boolean, violations: number) => ({
      ...{ setId: provision && 'least-5f', provision, state, hasRemedy, violations },
    });
    const rows = [row(null, 'notified', false, 9), row('engaging', 'closed', true, 1), row('penalties', 'notified', false, 2)];
    expect(violatedBy([...rows, row('penalties', 'closed', false, 1)])).toEqual([
      { setId: 'least-5f', provision: 'penalties', open: 2, found: 0, 'not-found': 1 },
      { setId: 'least-5f', provision: 'engaging', open: 0, found: 1, 'not-found': 0 },
      { setId: null, provision: null, open: 9, found: 0, 'not-found': 0 },
    ]);
  });
});
