import { describe, expect, it } from 'vitest';
import { dueOfOverride, type NextDue, nextOf, type OverrideDue } from './next-due.rules.ts';

const today = '2026-11-30';

describe('nextOf', () => {
  it('takes the earliest day, also a day that is over, before what has no day', () => {
    const due = (kind: NextDue['kind'], on: string | null): NextDue => ({ kind, on, late: on !== null && on < today });
    const dues = [due('plan', null), due('reply', '2026-12-04'), due('certification', '2026-11-01'), due('option', '2026-12-03')];
    expect(nextOf(dues)).toEqual({ kind: 'certification', on: '2026-11-01', late: true });
    expect([nextOf([dues[0]!]), nextOf([])]).toEqual([dues[0], null]);
  });
});

describe('dueOfOverride', () => {
  const granted: OverrideDue = {
    decision: 'granted',
    until: '2026-12-10',
    option: null,
    isExercised: false,
    state: 'planned',
    isWhole: false,
  };
  const kindOf = (more: Partial<OverrideDue>) => dueOfOverride({ ...granted, ...more }, today)?.kind ?? null;
  const over = { until: '2026-11-29' };

  it('asks for the decision, the award or the option until the last day, and for nothing of what is refused or ended', () => {
    expect([kindOf({ decision: null }), kindOf({ decision: null, ...over }), kindOf({ decision: 'refused' })]).toEqual([
      'decide-override',
      null,
      null,
    ]);
    expect([kindOf({}), kindOf(over), kindOf({ option: '1' }), kindOf({ state: 'ended' })]).toEqual(['override', null, null, null]);
    expect(dueOfOverride({ ...granted, until: today }, today)).toEqual({ kind: 'override', on: today, late: false });
    expect([kindOf({ state: 'awarded', option: '1' }), kindOf({ state: 'awarded', option: '1', isWhole: true })]).toEqual([
      'option',
      'option',
    ]);
  });

  it('asks for the provisions of a contract that was released without them, and is late once the override has ended', () => {
    expect(kindOf({ state: 'awarded' })).toBe('close-gap');
    expect(dueOfOverride({ ...granted, ...over, state: 'awarded' }, today)).toEqual({ kind: 'close-gap', on: '2026-11-29', late: true });
    expect([kindOf({ state: 'awarded', option: '1', isExercised: true }), kindOf({ state: 'awarded', option: '1', ...over })]).toEqual([
      ...['close-gap', 'close-gap'],
    ]);
    expect([kindOf({ state: 'awarded', isWhole: true }), kindOf({ state: 'awarded', isWhole: true, ...over })]).toEqual([null, null]);
  });
});
