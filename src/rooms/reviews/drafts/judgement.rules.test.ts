import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideCarryOver,
  decideFinding,
  decideVerify,
  FINDING_STATES,
  type FindingDraft,
  type VerifyFacts,
} from '../findings/finding.rules.ts';
import { decideComment, decideOnComment, decideRating, decideSendDraft, newest } from './judgement.rules.ts';

describe('a rating', () => {
  it('always has a reason, and keeps the suggestion with it', () => {
    expect(decideRating('met', 'Seen on the visit', 'partly-met')).toEqual({
      accepted: true,
      value: { status: 'met', reason: 'Seen on the visit', suggestion: 'partly-met' },
    });
    expect(decideRating('met', '  ', 'met')).toMatchObject({ code: 'reviews/reason-needed' });
  });

  it('counts if it is the newest, in any order of reading ratings', () => {
    const one = fc.record({ id: fc.uuid(), at: fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z') });
    fc.assert(
      fc.property(fc.uniqueArray(one, { selector: (rating) => rating.id, maxLength: 6 }), (ratings) => {
        const best = newest(ratings);
        expect(newest([...ratings].reverse())).toEqual(best);
        for (const rating of ratings) expect(rating.at <= best!.at).toBe(true);
      }),
    );
    expect(newest([])).toBeNull();
  });
});

describe('decideSendDraft', () => {
  it('refuses an unrated obligation without a reason', () => {
    expect(decideSendDraft(['P1.1', 'P1.2'], new Set(['P1.1', 'P1.2']), null)).toEqual({ accepted: true, value: { unrated: [] } });
    expect(decideSendDraft(['P1.1', 'P1.2'], new Set(['P1.1']), null)).toMatchObject({
      code: 'reviews/rating-missing',
      details: { count: 1 },
    });
    expect(decideSendDraft(['P1.1', 'P1.2'], new Set(['P1.1']), 'Left to the next round')).toEqual({
      accepted: true,
      value: { unrated: ['P1.2'] },
    });
  });
});

describe('comments on a draft', () => {
  it('have a text, or state that there is none', () => {
    expect(decideComment('We disagree', false, false)).toEqual({ accepted: true, value: 'comment' });
    expect(decideComment(null, true, false)).toEqual({ accepted: true, value: 'done' });
    expect(decideComment(' ', false, false)).toMatchObject({ code: 'reviews/comment-empty' });
    expect(decideComment('More', false, true)).toMatchObject({ code: 'reviews/already-answered' });
  });

  it('are decided once, with a reason', () => {
    expect(decideOnComment(null, 'rejected', 'The page cited says otherwise').accepted).toBe(true);
    expect(decideOnComment(null, 'accepted', ' ')).toMatchObject({ code: 'reviews/reason-needed' });
    expect(decideOnComment('noted', 'accepted', 'On second thoughts')).toMatchObject({ code: 'reviews/comment-decided' });
  });
});

const draft: FindingDraft = { obligationIds: ['P3.2'], evidenceIds: ['e1'], citesAbsence: false, due: '2027-06-30' };
const verify: VerifyFacts = {
  state: 'reported',
  reporters: ['a'],
  verifier: 'b',
  onePersonMode: false,
  settled: true,
  reason: 'Plan seen',
};

describe('a finding', () => {
  it('needs obligations of the party, evidence or its absence, and a future due date', () => {
    const check = (change: Partial<FindingDraft>, today = '2026-11-24') => {
      const decision = decideFinding({ ...draft, ...change }, new Set(['P3.2', 'P3.3']), new Set(['e1']), today);
      return decision.accepted ? 'accepted' : decision.code;
    };
    expect(check({})).toBe('accepted');
    expect(check({ evidenceIds: [], citesAbsence: true })).toBe('accepted');
    expect(check({ evidenceIds: [] })).toBe('reviews/evidence-needed');
    expect(check({ evidenceIds: ['e2'] })).toBe('reviews/unknown-evidence');
    expect(check({ obligationIds: [] })).toBe('reviews/not-asked');
    expect(check({ obligationIds: ['P5b.1'] })).toBe('reviews/not-asked');
    expect(check({}, '2027-06-30')).toBe('reviews/date-past');
  });

  it('is verified by a second person, or in one-person mode by the same one, which is recorded', () => {
    expect(decideVerify(verify)).toEqual({ accepted: true, value: { to: 'closed', samePerson: false } });
    expect(decideVerify({ ...verify, settled: false })).toEqual({ accepted: true, value: { to: 'open', samePerson: false } });
    expect(decideVerify({ ...verify, verifier: 'a' })).toMatchObject({ code: 'reviews/second-person' });
    expect(decideVerify({ ...verify, verifier: 'a', onePersonMode: true })).toEqual({
      accepted: true,
      value: { to: 'closed', samePerson: true },
    });
    expect(decideVerify({ ...verify, reason: '' })).toMatchObject({ code: 'reviews/reason-needed' });
  });

  it('is closed only after a report, and not by a person who reported', () => {
    const people = fc.constantFrom('a', 'b', 'c');
    fc.assert(
      fc.property(fc.constantFrom(...FINDING_STATES), fc.array(people), people, (state, reporters, verifier) => {
        const decision = decideVerify({ ...verify, state, reporters, verifier });
        return decision.accepted === (state === 'reported' && !reporters.includes(verifier));
      }),
    );
  });

  it('is carried over into a later open round that has the party', () => {
    const later = { state: 'open', plannedAt: '2027-02-01', hasParty: true };
    const carry = (target: typeof later, reason = 'Not yet settled', state: Parameters<typeof decideCarryOver>[0] = 'open') => {
      const decision = decideCarryOver(state, target, '2026-01-12', reason);
      return decision.accepted ? decision.value : decision.code;
    };
    expect(carry(later)).toBe('carried-over');
    expect(carry(later, 'Not yet settled', 'reported')).toBe('carried-over');
    expect(carry(later, '')).toBe('reviews/reason-needed');
    expect(carry({ ...later, state: 'planned' })).toBe('reviews/no-next-round');
    expect(carry({ ...later, plannedAt: '2026-01-12' })).toBe('reviews/no-next-round');
    expect(carry({ ...later, hasParty: false })).toBe('reviews/no-next-round');
    expect(carry(later, 'Again', 'closed')).toBe('reviews/step-not-open');
  });
});
