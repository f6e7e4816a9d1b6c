import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PARTICIPATION_STATES } from '../participations/participation.rules.ts';
import {
  type AdoptFacts,
  type Calendar,
  cutOffOnAdoption,
  decideAdopt,
  decideCalendar,
  decideClose,
  decideNewCalendar,
  decideOpen,
  type OpenFacts,
  suggestCalendar,
} from './round.rules.ts';

const calendar: Calendar = {
  selfAssessmentDue: '2026-07-01',
  commentDue: '2026-12-18',
  adoptionPlanned: '2027-01-28',
  followUpDue: '2028-01-31',
  cutOff: null,
};
const facts: OpenFacts = { state: 'planned', calendar, authority: { from: '2026-01-01', to: null }, parties: 15, today: '2026-03-02' };

describe('decideOpen and the calendar', () => {
  it('need an authority on the date, a future calendar and parties', () => {
    expect(decideOpen(facts)).toEqual({
      accepted: true,
      value: { selfAssessmentDue: '2026-07-01', commentDue: '2026-12-18', cutOff: '2026-07-01' },
    });
    const refused = (change: Partial<OpenFacts>) => {
      const decision = decideOpen({ ...facts, ...change });
      return decision.accepted ? 'accepted' : decision.code;
    };
    expect(refused({ state: 'open' })).toBe('reviews/step-not-open');
    expect(refused({ state: 'adopted' })).toBe('reviews/step-not-open');
    expect(refused({ authority: null })).toBe('reviews/no-authority');
    expect(refused({ authority: { from: '2026-03-03', to: null } })).toBe('reviews/no-authority');
    expect(refused({ authority: { from: '2020-01-01', to: '2026-03-01' } })).toBe('reviews/no-authority');
    expect(refused({ calendar: { ...calendar, selfAssessmentDue: null } })).toBe('reviews/no-calendar');
    expect(refused({ calendar: { ...calendar, commentDue: null } })).toBe('reviews/no-calendar');
    expect(refused({ calendar: { ...calendar, commentDue: '2026-07-01' } })).toBe('reviews/calendar-out-of-order');
    expect(refused({ today: '2026-07-01' })).toBe('reviews/date-past');
    expect(refused({ parties: 0 })).toBe('reviews/no-parties');
  });

  it('keep dates in order, with some left open', () => {
    expect(
      decideCalendar({ selfAssessmentDue: null, commentDue: null, adoptionPlanned: null, followUpDue: null, cutOff: null }).accepted,
    ).toBe(true);
    expect(decideCalendar({ ...calendar, adoptionPlanned: null, followUpDue: '2026-12-18' }).accepted).toBe(false);
  });

  it('propose dates from the times of the edition, in order', () => {
    const proposed = suggestCalendar('2026-11-24', { answerMonths: 4, clarificationDays: 21, commentDays: 60 });
    expect(proposed).toEqual({
      selfAssessmentDue: '2027-03-24',
      commentDue: '2027-06-13',
      adoptionPlanned: null,
      followUpDue: null,
      cutOff: null,
    });
    expect(decideCalendar(proposed).accepted).toBe(true);
  });

  it('move a running calendar only to later dates', () => {
    expect(decideNewCalendar('open', calendar, { ...calendar, selfAssessmentDue: '2026-08-01' }).accepted).toBe(true);
    expect(decideNewCalendar('open', calendar, { ...calendar, selfAssessmentDue: '2026-06-30' })).toMatchObject({
      code: 'reviews/date-past',
    });
    expect(decideNewCalendar('open', calendar, { ...calendar, selfAssessmentDue: null })).toMatchObject({ code: 'reviews/date-past' });
    expect(decideNewCalendar('planned', calendar, { ...calendar, selfAssessmentDue: '2026-06-30' }).accepted).toBe(true);
    expect(decideNewCalendar('adopted', calendar, calendar)).toMatchObject({ code: 'reviews/round-frozen' });
  });
});

const party: AdoptFacts['parties'][number] = {
  partyId: 'a',
  state: 'commenting',
  selfAssessmentDue: '2026-07-01',
  commentDue: '2026-12-18',
  commentsDone: false,
  commentsOpen: 0,
};

describe('decideAdopt and decideClose', () => {
  const passed = (today: string) => (_: string, due: string) => due < today;

  it('wait for the comments or their due date, and for a decision on each', () => {
    const adopt = (change: Partial<typeof party>, today = '2026-12-18') => {
      const decision = decideAdopt({ state: 'open', isOver: passed(today), parties: [{ ...party, ...change }] });
      return decision.accepted ? decision.value.withoutSelfAssessment : decision.code;
    };
    expect(adopt({})).toBe('reviews/comment-period-running');
    expect(adopt({}, '2026-12-19')).toEqual([]);
    expect(adopt({ commentsDone: true })).toEqual([]);
    expect(adopt({ commentsDone: true, commentsOpen: 1 })).toBe('reviews/comments-open');
    for (const state of ['submitted', 'clarifying', 'drafted'] as const)
      expect(adopt({ state }, '2030-01-01')).toBe('reviews/party-not-ready');
  });

  it('do not wait for a party that never submitted, which they name', () => {
    const silent = { ...party, partyId: 'b', state: 'asked' } as const;
    const done = { ...party, commentsDone: true };
    expect(decideAdopt({ state: 'open', isOver: passed('2026-07-02'), parties: [done, silent] })).toEqual({
      accepted: true,
      value: { withoutSelfAssessment: ['b'] },
    });
    expect(decideAdopt({ state: 'open', isOver: passed('2026-07-01'), parties: [done, silent] })).toMatchObject({
      code: 'reviews/self-assessment-not-due',
    });
  });

  it('accept adoption once, of an open round', () => {
    for (const state of ['planned', 'adopted', 'closed'] as const)
      expect(decideAdopt({ state, isOver: passed('2030-01-01'), parties: [] })).toMatchObject({ code: 'reviews/step-not-open' });
  });

  it('refuse every draft that was not sent and every comment that was not decided', () => {
    const anyParty = fc.record({
      partyId: fc.string(),
      state: fc.constantFrom(...PARTICIPATION_STATES),
      selfAssessmentDue: fc.constantFrom('2026-07-01', '2027-07-01'),
      commentDue: fc.constantFrom('2026-12-18', '2027-12-18'),
      commentsDone: fc.boolean(),
      commentsOpen: fc.nat(2),
    });
    fc.assert(
      fc.property(fc.array(anyParty, { maxLength: 5 }), (parties) => {
        const decision = decideAdopt({ state: 'open', isOver: passed('2027-01-28'), parties });
        const ready = parties.every((one) =>
          one.state === 'commenting'
            ? one.commentsOpen === 0 && (one.commentsDone || one.commentDue < '2027-01-28')
            : (one.state === 'asked' || one.state === 'prefilled') && one.selfAssessmentDue < '2027-01-28',
        );
        return decision.accepted === ready;
      }),
    );
  });

  it('refuse to close a round with open findings', () => {
    expect(decideClose('adopted', 0)).toEqual({ accepted: true, value: 'closed' });
    expect(decideClose('adopted', 1)).toMatchObject({ code: 'reviews/findings-open' });
    expect(decideClose('open', 0)).toMatchObject({ code: 'reviews/step-not-open' });
  });
});

it('an adoption before the cut-off day brings it forward, and one after it leaves it', () => {
  expect(cutOffOnAdoption('2026-07-01', '2026-06-20')).toBe('2026-06-20');
  expect(cutOffOnAdoption('2026-07-01', '2026-07-01')).toBe('2026-07-01');
  expect(cutOffOnAdoption('2026-07-01', '2027-01-28')).toBe('2026-07-01');
  expect(cutOffOnAdoption(null, '2027-01-28')).toBeNull();
});
