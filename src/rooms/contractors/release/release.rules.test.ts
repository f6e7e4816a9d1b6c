import { describe, expect, it } from 'vitest';
import { CONTRACT_STATES, COVERAGES } from '../register/contract.rules.ts';
import { decideGap, GAP_MACHINE, GAP_STATES, gapState } from './gap.rules.ts';
import { decideOverride, OVERRIDE_STATES, type OverrideFacts, overrideState } from './override.rules.ts';
import { decideAsk, decideRelease, type ReleaseFacts } from './release.rules.ts';

const TODAY = '2026-11-30';
const OPTIONS = [null, '1', '2'] as const;
/** Every set of at most two overrides, each in a state and for the award or an option. */
const SINGLE = OVERRIDE_STATES.flatMap((state) => OPTIONS.map((option) => ({ state, option })));
const OVERRIDES = [[], ...SINGLE.map((one) => [one]), ...SINGLE.flatMap((one) => SINGLE.map((two) => [one, two]))];
const ALL = CONTRACT_STATES.flatMap((state) =>
  COVERAGES.flatMap((coverage) =>
    [0, 1].flatMap((open) => OVERRIDES.map((overrides): ReleaseFacts => ({ state, coverage, open, overrides }))),
  ),
);
const codeOf = (decision: ReturnType<typeof decideRelease> | ReturnType<typeof decideAsk>) =>
  decision.accepted ? decision.value : decision.code.replace('contractors/', '');

describe('decideRelease (P5f.1)', () => {
  it('has no way to an award or an option without the whole set but an override in force for just that', () => {
    let ways = 0;
    for (const facts of ALL)
      for (const option of OPTIONS) {
        if (!decideRelease(facts, { option }).accepted) continue;
        ways += 1;
        const isCarried = facts.coverage === 'present' && facts.open === 0;
        const isOverridden = facts.overrides.some((one) => one.state === 'in-force' && one.option === option);
        expect([facts, option, isCarried || isOverridden, facts.state]).toEqual([
          facts,
          option,
          true,
          option === null ? 'planned' : 'awarded',
        ]);
      }
    expect(ways).toBeGreaterThan(100);
  });

  it('releases by the set first, and refuses where one provision is open although the count says present', () => {
    const facts = { state: 'planned', coverage: 'present', open: 0, overrides: [{ state: 'in-force', option: null }] } as const;
    expect(codeOf(decideRelease(facts, { option: null }))).toBe('set');
    expect(codeOf(decideRelease({ ...facts, open: 1 }, { option: null }))).toBe('override');
    expect(codeOf(decideRelease({ ...facts, open: 1, overrides: [] }, { option: null }))).toBe('not-released');
  });
});

describe('decideAsk', () => {
  it('accepts a request only where the release is refused for its set, and once at a time', () => {
    for (const facts of ALL)
      for (const option of OPTIONS) {
        const isNeeded = codeOf(decideRelease(facts, { option })) === 'not-released';
        const isAsked = facts.overrides.some((one) => one.state === 'asked' && one.option === option);
        expect([facts, option, decideAsk(facts, { option }).accepted]).toEqual([facts, option, isNeeded && !isAsked]);
      }
  });
});

describe('an override', () => {
  const asked: OverrideFacts = { decision: null, until: TODAY, askedBy: 'ann' };
  const decide = (facts: OverrideFacts, person: string, today = TODAY) => {
    const decision = decideOverride(facts, 'grant-override', { today, person });
    return decision.accepted ? decision.value.to : decision.code.replace('contractors/', '');
  };

  it('is granted by another person than the one who asked, until its last day', () => {
    expect(decide(asked, 'ann')).toBe('own-override');
    expect(decide(asked, 'ben')).toBe('in-force');
    expect(decide(asked, 'ben', '2026-12-01')).toBe('not-in-this-state');
    expect(decide({ ...asked, decision: 'refused' }, 'ben')).toBe('not-in-this-state');
  });

  it('ends on its day automatically, and has lapsed where nobody decided', () => {
    const states = (decision: OverrideFacts['decision']) =>
      [TODAY, '2026-12-01'].map((day) => overrideState({ decision, until: TODAY }, day));
    expect(states('granted')).toEqual(['in-force', 'ended']);
    expect(states(null)).toEqual(['asked', 'lapsed']);
    expect(states('refused')).toEqual(['refused', 'refused']);
  });
});

describe('the gap of a running contract', () => {
  const facts = { state: 'awarded', coverage: 'missing', outcome: undefined, overridden: false } as const;

  it('never calls an unread contract a gap automatically, nor one that is planned or over', () => {
    for (const coverage of ['not-checked', 'not-readable', 'other-language', 'to-confirm'] as const) {
      expect([coverage, gapState({ ...facts, coverage })]).toEqual([coverage, null]);
      expect([coverage, decideGap({ ...facts, coverage }, 'propose-modification').accepted]).toEqual([coverage, true]);
      expect(gapState({ ...facts, coverage, overridden: true })).toBe('open');
    }
    for (const state of ['planned', 'ended'] as const) expect(gapState({ ...facts, state })).toBeNull();
  });

  it('is open, proposed, agreed or refused by its newest modification, and closed only by the check', () => {
    const outcomes = [undefined, null, 'agreed', 'refused'] as const;
    expect(outcomes.map((outcome) => gapState({ ...facts, outcome }))).toEqual(['open', 'proposed', 'agreed', 'refused']);
    expect(outcomes.map((outcome) => gapState({ ...facts, outcome, coverage: 'present' }))).toEqual([null, 'closed', 'closed', 'closed']);
    expect(decideGap({ ...facts, coverage: 'present' }, 'propose-modification').accepted).toBe(false);
    for (const { next } of Object.values(GAP_MACHINE.actions)) expect(Object.values(next)).not.toContain('closed');
    expect(GAP_STATES.filter((state) => state !== 'closed')).toEqual(Object.keys(GAP_MACHINE.events['set-found']));
  });
});
