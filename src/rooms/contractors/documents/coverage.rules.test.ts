import { describe, expect, it } from 'vitest';
import { PROVISION_STATES, type ProvisionState } from '../clauses/check/check-text.ts';
import { COVERAGES } from '../register/contract.rules.ts';
import { countPresent, coverageOf, decisionOf, hasPassage, type Said, summarise } from './coverage.rules.ts';

const said = (state: ProvisionState, decided: ProvisionState | null = null): Said => ({ document: state, state, decided });
const triples = PROVISION_STATES.flatMap((one) => PROVISION_STATES.flatMap((two) => PROVISION_STATES.map((three) => [one, two, three])));

describe('summarise', () => {
  it('lets the newest document decide that has, changes or strikes out the provision', () => {
    expect(summarise([said('struck-out'), said('present')]).state).toBe('struck-out');
    expect(summarise([said('missing'), said('differs-in-substance'), said('present')]).state).toBe('differs-in-substance');
    expect(summarise([said('only-proposed'), said('present')]).state).toBe('present');
    expect(summarise([said('only-proposed'), said('missing')]).state).toBe('only-proposed');
    expect(summarise([said('reference-not-resolved'), said('present')]).state).toBe('present');
    expect(summarise([said('reference-not-resolved'), said('missing')]).state).toBe('reference-not-resolved');
    expect(summarise([said('missing', 'present'), said('struck-out')])).toMatchObject({ state: 'present', confirmed: true });
  });

  it('keeps a provision unknown where a newer document was not read, until a person decides about it', () => {
    expect(summarise([said('not-readable'), said('present', 'present')])).toMatchObject({ state: 'not-readable', confirmed: false });
    expect(summarise([said('not-readable', 'missing'), said('present', 'present')])).toMatchObject({ state: 'present', confirmed: true });
  });

  it('never calls missing what one of the documents has or what was not read, and confirms nothing that no person confirmed', () => {
    for (const states of triples) {
      const { state, confirmed } = summarise(states.map((one) => said(one!)));
      expect(confirmed).toBe(false);
      expect(state === 'missing', states.join()).toBe(states.every((one) => one === 'missing'));
    }
  });

  it('says of a document added last that it is present, whatever the older ones say', () => {
    for (const states of triples) expect(summarise([said('present'), ...states.map((one) => said(one!))]).state).toBe('present');
  });
});

describe('coverageOf', () => {
  it('is present only where a person confirmed each provision, and else the first that applies', () => {
    const present = { state: 'present', confirmed: true, document: 'a' } as const;
    expect(coverageOf([])).toBe('not-checked');
    expect(coverageOf([present, present])).toBe('present');
    expect(coverageOf([present, { ...present, confirmed: false }])).toBe('to-confirm');
    for (const state of PROVISION_STATES.filter((one) => one !== 'present' && one !== 'by-reference'))
      for (const confirmed of [false, true]) {
        const found = coverageOf([present, { ...present, state, confirmed }]);
        expect(COVERAGES.indexOf(found), state).toBeLessThan(COVERAGES.indexOf('to-confirm'));
      }
  });
});

describe('hasPassage', () => {
  it('is a passage that can be confirmed, and no line that takes over what is not there or was not read', () => {
    const without = ['missing', 'not-readable', 'other-language', 'reference-not-resolved'];
    for (const state of PROVISION_STATES) {
      expect(hasPassage({ state, quote: 'Words' }), state).toBe(!without.includes(state));
      expect(hasPassage({ state, quote: null }), state).toBe(false);
    }
  });
});

describe('countPresent', () => {
  it('counts what is present and confirmed, and nothing that a person confirmed as struck out, missing or another text', () => {
    const of = (state: ProvisionState, confirmed: boolean) => countPresent([{ state, confirmed }]);
    for (const state of PROVISION_STATES) {
      expect(of(state, true), state).toBe(['present', 'by-reference'].includes(state) ? 1 : 0);
      expect(of(state, false), state).toBe(0);
    }
  });
});

describe('decisionOf', () => {
  it('puts nothing in force by a yes that is struck out, hidden or only proposed, and takes a no for a difference or for missing', () => {
    for (const state of PROVISION_STATES)
      expect(decisionOf(true, state)).toBe(['struck-out', 'hidden', 'only-proposed'].includes(state) ? state : 'present');
    expect(decisionOf(false, 'present')).toBe('differs-in-substance');
    expect(decisionOf(false, 'differs-in-substance')).toBe('differs-in-substance');
    for (const state of ['struck-out', 'not-readable', 'missing'] as const) expect(decisionOf(false, state)).toBe('missing');
  });
});
