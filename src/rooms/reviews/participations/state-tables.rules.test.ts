import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionsOf, type Machine, transitionOf, transitionsOf } from '#kernel/machine.ts';
import { ROLE, type Role } from '#kernel/roles.ts';
import { isOver, USUAL_CALENDAR } from '#rooms/parties/index.ts';
import { FINDING_MACHINE, type FindingState } from '../findings/finding.rules.ts';
import { reviewPermissions } from '../permissions.ts';
import { ROUND_MACHINE, type RoundState } from '../rounds/round.rules.ts';
import {
  decideJudging,
  decideStep,
  isOverdue,
  nextStep,
  owesAnswer,
  PARTICIPATION_MACHINE,
  PARTICIPATION_STATES,
  type ParticipationAction,
  type ParticipationState,
  shownState,
} from './participation.rules.ts';

/** Every state reachable from this one, including itself. */
function reachable<S extends string>(machine: Machine<S>, start: S): Set<S> {
  const found = new Set<S>([start]);
  for (const state of found) for (const step of transitionsOf(machine)) if (step.from === state) found.add(step.to);
  return found;
}

describe('the state tables', () => {
  it('have no way back from adopted', () => {
    expect(reachable<RoundState>(ROUND_MACHINE, 'adopted')).toEqual(new Set(['adopted', 'closed']));
    expect(reachable<ParticipationState>(PARTICIPATION_MACHINE, 'adopted')).toEqual(new Set(['adopted', 'follow-up']));
    for (const end of ['closed', 'carried-over', 'withdrawn'] as const)
      expect(reachable<FindingState>(FINDING_MACHINE, end)).toEqual(new Set([end]));
  });

  it('give no role both rating and speaking for the party', () => {
    const { 'reviews:speak': speak, 'reviews:sign': sign, 'reviews:judge': judge } = reviewPermissions;
    const judges: readonly Role[] = [...judge.party, ...judge.anywhere];
    for (const role of [...speak.party, ...sign.party]) expect(judges).not.toContain(role);
  });
});

const state = fc.constantFrom(...PARTICIPATION_STATES);
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true });

const over = (now: Date) => (due: string) => isOver(USUAL_CALENDAR, due, now);

describe('an overdue self-assessment', () => {
  it('never belongs to a voluntary party', () => {
    fc.assert(
      fc.property(
        state,
        day,
        instant,
        (at, selfAssessmentDue, now) => !isOverdue({ state: at, voluntary: true, selfAssessmentDue }, over(now)),
      ),
    );
  });

  it('never belongs to a party that submitted', () => {
    fc.assert(
      fc.property(state, day, instant, (at, selfAssessmentDue, now) => {
        const facts = { state: at, voluntary: false, selfAssessmentDue };
        return (
          shownState(facts, over(now)) === (isOverdue(facts, over(now)) ? 'overdue' : at) &&
          (at === 'asked' || at === 'prefilled' || !isOverdue(facts, over(now)))
        );
      }),
    );
  });

  it('becomes overdue once the due date is over, not before', () => {
    const owed = { state: 'asked', voluntary: false, selfAssessmentDue: '2026-07-01' } as const;
    expect(isOverdue(owed, over(new Date('2026-07-01T23:59:59Z')))).toBe(false);
    expect(isOverdue(owed, over(new Date('2026-07-02T00:00:00Z')))).toBe(true);
    expect(shownState(owed, over(new Date('2026-07-02T00:00:00Z')))).toBe('overdue');
  });

  it('is owed by a party if reviews are evidence of its obligations', () => {
    const ally = [{ evidence: { kinds: ['EV-TRTY'] } }, { evidence: { kinds: ['EV-REV', 'EV-FIND'] } }];
    expect(owesAnswer(ally)).toBe(true);
    expect(owesAnswer(ally.slice(0, 1))).toBe(false);
    expect(owesAnswer([])).toBe(false);
  });
});

const actions = actionsOf(PARTICIPATION_MACHINE);

describe('the steps of a participation', () => {
  it('follow the table for any actions, and an adopted participation stays adopted', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...actions), { maxLength: 60 }), fc.boolean(), (tried, ratings) => {
        let at: ParticipationState = 'asked';
        for (const action of tried) {
          const before: ParticipationState = at;
          const decision = decideStep(at, action, ratings);
          const step = transitionOf<ParticipationState, ParticipationAction>(PARTICIPATION_MACHINE, at, action);
          // A round either rates, and only then drafts by rating, or adopts findings only.
          const isRating = action === 'rate' || action === 'correct-rating';
          const begins = (action === 'find' || action === 'send-draft') && !['drafted', 'commenting'].includes(at);
          expect(decision.accepted).toBe(step !== undefined && !(ratings ? begins : isRating));
          if (decision.accepted) at = decision.value;
          if (before === 'adopted' || before === 'follow-up') expect(['adopted', 'follow-up']).toContain(at);
        }
      }),
    );
  });

  it('are refused with a reason when the round is frozen', () => {
    expect(decideStep('adopted', 'rate')).toMatchObject({ accepted: false, code: 'reviews/round-frozen' });
    expect(decideStep('asked', 'comment')).toMatchObject({ accepted: false, code: 'reviews/step-not-open' });
  });

  it('exclude a rating while the party may still answer', () => {
    const facts = { state: 'prefilled', voluntary: false, selfAssessmentDue: '2026-07-01' } as const;
    expect(decideJudging(facts, () => false)).toMatchObject({ accepted: false, code: 'reviews/self-assessment-not-due' });
    expect(decideJudging(facts, () => true)).toEqual({ accepted: true, value: 'drafted' });
    expect(decideJudging({ ...facts, state: 'submitted' }, () => false)).toEqual({ accepted: true, value: 'drafted' });
  });

  it('include one next step for every state, without a due date for a voluntary party that is asked', () => {
    const facts = {
      voluntary: false,
      selfAssessmentDue: '2026-07-01',
      commentDue: '2026-12-18',
      questionsOpen: 0,
      questionDue: null,
      commentsDone: false,
      commentsOpen: 0,
      findingsOpen: 0,
      findingDue: '2026-12-31',
      findingsReported: 0,
      ratings: true,
    };
    const step = (at: ParticipationState, more: Partial<typeof facts> = {}) =>
      nextStep({ ...facts, ...more, state: at }, (due) => due < '2026-11-24');
    expect(step('asked')).toEqual({ action: 'prefill', by: 'party', due: '2026-07-01' });
    expect(step('asked', { voluntary: true })).toEqual({ action: 'prefill', by: 'party', due: null });
    expect(step('prefilled')).toEqual({ action: 'submit', by: 'party', due: '2026-07-01' });
    expect(step('submitted')).toEqual({ action: 'rate', by: ROLE.reviewer, due: null });
    expect(step('clarifying', { questionsOpen: 1 })).toEqual({ action: 'explain', by: 'party', due: null });
    expect(step('clarifying')).toEqual({ action: 'rate', by: ROLE.reviewer, due: null });
    expect(step('submitted', { ratings: false })).toEqual({ action: 'find', by: ROLE.reviewer, due: null });
    expect(step('drafted')).toEqual({ action: 'send-draft', by: 'office', due: null });
    expect(step('commenting')).toEqual({ action: 'comment', by: 'party', due: '2026-12-18' });
    expect(step('commenting', { commentsOpen: 2 })).toEqual({ action: 'decide-comment', by: 'office', due: null });
    expect(step('commenting', { commentsDone: true })).toEqual({ action: 'adopt', by: 'office', due: null });
    expect(step('adopted', { findingsOpen: 1, findingsReported: 1 })).toEqual({
      action: 'report-progress',
      by: 'party',
      due: '2026-12-31',
    });
    expect(step('adopted', { findingsOpen: 1, voluntary: true })).toEqual({ action: 'report-progress', by: 'party', due: null });
    expect(step('follow-up', { findingsReported: 1 })).toEqual({ action: 'verify', by: ROLE.reviewer, due: null });
    expect(step('follow-up')).toEqual({ action: 'none', by: 'nobody', due: null });
  });
});
