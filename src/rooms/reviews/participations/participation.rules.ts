import { endOf } from '#kernel/dates.ts';
import type { Day } from '#kernel/day.ts';
import type { Decision } from '#kernel/decision.ts';
import { accept, refuse } from '#kernel/decision.ts';
import type { Role } from '#kernel/roles.ts';
import type { Machine, Transition } from '#kernel/transition-table.ts';
import { stepOf } from '#kernel/transition-table.ts';

/** A party's progress through a round, as stored. `overdue` is not stored but derived, see `shownState`. */
export const PARTICIPATION_STATES = [
  'asked',
  'prefilled',
  'submitted',
  'clarifying',
  'drafted',
  'commenting',
  'adopted',
  'follow-up',
] as const;
export type ParticipationState = (typeof PARTICIPATION_STATES)[number];

/** A state as shown to people. */
export const SHOWN_STATES = [...PARTICIPATION_STATES, 'overdue'] as const;

export type ParticipationAct =
  | 'prefill'
  | 'answer'
  | 'submit'
  | 'ask'
  | 'explain'
  | 'rate'
  | 'find'
  | 'send-draft'
  | 'comment'
  | 'decide-comment'
  | 'adopt'
  | 'report-progress'
  | 'verify'
  | 'carry-over'
  | 'visit'
  | 'agree-to-publication';

/** Roles that speak for a party: the nation's focal point, the operation's commander, and the role that answers for a body or a contractor. */
export const SPEAKERS: readonly Role[] = ['focal-point', 'commander', 'contracting-officer'];
/** Roles that sign for a party: those that may also submit its evidence. */
export const SIGNERS: readonly Role[] = ['focal-point', 'commander'];
/** Roles that rate: the reviewers of that party and the policy office. */
export const JUDGES: readonly Role[] = ['reviewer', 'policy-office'];
const OFFICE: readonly Role[] = ['policy-office'];

type Step = Transition<ParticipationState, ParticipationAct, Role>;

/** The same step from several states. `to` is the resulting state, or `stay`. */
function from(
  states: readonly ParticipationState[],
  act: ParticipationAct,
  to: ParticipationState | 'stay',
  who: readonly Role[],
  needs: string[],
  writes: string[],
): Step[] {
  return states.map((state) => ({ from: state, act, to: to === 'stay' ? state : to, who, needs, writes }));
}

/** A party's steps through a round (workflow of clauses 5g and 6). The README's diagram is drawn from this table. */
export const participationMachine: Machine<ParticipationState, ParticipationAct, Role> = {
  states: PARTICIPATION_STATES,
  start: 'asked',
  transitions: [
    ...from(['asked'], 'prefill', 'prefilled', SPEAKERS, [], ['what the register already knows, per obligation']),
    ...from(
      ['prefilled'],
      'answer',
      'stay',
      SPEAKERS,
      ['still true only where something stands', 'changed with status and note'],
      ['answer'],
    ),
    ...from(
      ['prefilled'],
      'submit',
      'submitted',
      SIGNERS,
      ['every obligation answered', 'a named signer'],
      ['signer', 'changed answers as evidence'],
    ),
    ...from(['submitted'], 'ask', 'clarifying', JUDGES, ['a question', 'a day for the answer'], ['question']),
    ...from(['clarifying', 'drafted'], 'ask', 'stay', JUDGES, ['a question', 'a day for the answer'], ['question']),
    ...from(['clarifying', 'drafted'], 'explain', 'stay', SPEAKERS, ['an open question'], ['answer to the question']),
    ...from(
      ['asked', 'prefilled'],
      'rate',
      'drafted',
      JUDGES,
      ['the day for the self-assessment is past', 'a reason'],
      ['rating', 'suggestion beside it'],
    ),
    ...from(['submitted', 'clarifying'], 'rate', 'drafted', JUDGES, ['a reason'], ['rating', 'suggestion beside it']),
    ...from(['drafted', 'commenting'], 'rate', 'stay', JUDGES, ['a reason'], ['rating', 'suggestion beside it']),
    ...from(['drafted', 'commenting'], 'find', 'stay', JUDGES, ['evidence or its absence named', 'owner', 'due day'], ['finding']),
    ...from(['drafted'], 'send-draft', 'commenting', OFFICE, ['every obligation rated, or a reason why not'], ['day the draft went out']),
    ...from(['commenting'], 'comment', 'stay', SPEAKERS, ['a text, or the word that there is none'], ['comment']),
    ...from(['commenting'], 'decide-comment', 'stay', OFFICE, ['a reason'], ['accepted, noted or rejected']),
    ...from(
      ['submitted', 'clarifying', 'drafted'],
      'visit',
      'stay',
      JUDGES,
      ['days, who goes, an agenda'],
      ['visit, known to the party', 'notes, known to who judges'],
    ),
    ...from(
      ['commenting', 'adopted', 'follow-up'],
      'agree-to-publication',
      'stay',
      SIGNERS,
      ['not published yet'],
      ['that the participation may be published, or no longer'],
    ),
    ...from(
      ['asked', 'prefilled'],
      'adopt',
      'adopted',
      OFFICE,
      ['the day for the self-assessment is past'],
      ['part of the report: not reported'],
    ),
    ...from(['commenting'], 'adopt', 'adopted', OFFICE, ['comments in or their day past', 'each answered'], ['part of the report']),
    ...from(['adopted', 'follow-up'], 'report-progress', 'follow-up', SPEAKERS, ['an open finding'], ['progress report']),
    ...from(['adopted', 'follow-up'], 'verify', 'follow-up', JUDGES, ['a second person'], ['verification']),
    ...from(['adopted', 'follow-up'], 'carry-over', 'follow-up', OFFICE, ['a later round', 'a reason'], ['finding in the later round']),
  ],
};

/** The dates of a participation and whether it is voluntary. */
export type Standing = {
  readonly state: ParticipationState;
  /** True where the party is only invited (clause 6, second half; partners). It is never late. */
  readonly voluntary: boolean;
  readonly selfAssessmentDue: Day;
};

/** Whether a self-assessment is late: owed, not submitted, and past its due date (UTC). Never true for a voluntary party. */
export function isOverdue(standing: Standing, now: Date): boolean {
  const waiting = standing.state === 'asked' || standing.state === 'prefilled';
  return waiting && !standing.voluntary && now > endOf(standing.selfAssessmentDue);
}

/** The state as shown: `overdue` replaces asked or prefilled when an owed self-assessment is past its due date. */
export function shownState(standing: Standing, now: Date): (typeof SHOWN_STATES)[number] {
  return isOverdue(standing, now) ? 'overdue' : standing.state;
}

/**
 * Whether a party owes the round an answer. It does if it owes an obligation evidenced by reviews themselves (kind EV-REV; in the 2004 policy P5g.1, owed by
 * Allies, headquarters and operations). Contributors and partners are asked, never summoned (clause 6).
 */
export function owesAnswer(owed: readonly { readonly evidence: { readonly kinds: readonly string[] } }[]): boolean {
  return owed.some((obligation) => obligation.evidence.kinds.includes('EV-REV'));
}

/** Takes a step of the state table, or refuses one that this state does not allow. */
export function decideStep(state: ParticipationState, act: ParticipationAct): Decision<ParticipationState> {
  const step = stepOf(participationMachine, state, act);
  if (step !== undefined) return accept(step.to);
  return refuse(state === 'adopted' || state === 'follow-up' ? 'reviews/round-frozen' : 'reviews/step-not-open', { state, act });
}

/** Rating starts when the self-assessment is submitted or past its due date. No party is rated while it may still answer. */
export function decideJudging(standing: Standing, today: Day): Decision<ParticipationState> {
  const step = decideStep(standing.state, 'rate');
  const waiting = standing.state === 'asked' || standing.state === 'prefilled';
  if (step.accepted && waiting && standing.selfAssessmentDue >= today)
    return refuse('reviews/self-assessment-not-due', { day: standing.selfAssessmentDue });
  return step;
}

/** The next step, the role that takes it, and its due date. `due` is null where no date is binding. */
export type NextStep = {
  readonly act: ParticipationAct | 'wait' | 'none';
  readonly by: 'party' | 'reviewer' | 'office' | 'nobody';
  readonly due: Day | null;
};

export type NextFacts = Standing & {
  readonly commentDue: Day;
  readonly questionsOpen: number;
  readonly questionDue: Day | null;
  readonly commentsDone: boolean;
  readonly commentsOpen: number;
  readonly findingsOpen: number;
  readonly findingDue: Day | null;
};

/** The next step of a participation. A voluntary party has no binding date: `due` is null for what it is only invited to do. */
export function nextStep(facts: NextFacts, today: Day): NextStep {
  const selfAssessmentDue = facts.voluntary ? null : facts.selfAssessmentDue;
  switch (facts.state) {
    case 'asked':
      return { act: 'prefill', by: 'party', due: selfAssessmentDue };
    case 'prefilled':
      return { act: 'submit', by: 'party', due: selfAssessmentDue };
    case 'submitted':
      return { act: 'rate', by: 'reviewer', due: null };
    case 'clarifying':
      return facts.questionsOpen > 0
        ? { act: 'explain', by: 'party', due: facts.voluntary ? null : facts.questionDue }
        : { act: 'rate', by: 'reviewer', due: null };
    case 'drafted':
      return { act: 'send-draft', by: 'office', due: null };
    case 'commenting':
      if (facts.commentsOpen > 0) return { act: 'decide-comment', by: 'office', due: null };
      return facts.commentsDone || facts.commentDue < today
        ? { act: 'adopt', by: 'office', due: null }
        : { act: 'comment', by: 'party', due: facts.commentDue };
    default:
      return facts.findingsOpen > 0
        ? { act: 'report-progress', by: 'party', due: facts.findingDue }
        : { act: 'none', by: 'nobody', due: null };
  }
}
