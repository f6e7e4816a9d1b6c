import type { Day } from '#kernel/day.ts';
import type { Decision } from '#kernel/decision.ts';
import { accept, refuse } from '#kernel/decision.ts';
import { type Machine, transitionOf } from '#kernel/machine.ts';

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

const SPEAK = 'reviews:speak';
const SIGN = 'reviews:sign';
const JUDGE = 'reviews:judge';
const OFFICE = 'reviews:direct';
const FOLLOW_UP = { adopted: 'follow-up', 'follow-up': 'follow-up' } as const;

/** A party's steps through a round (workflow of clauses 5g and 6). Each action has its form at its place on the page. */
export const PARTICIPATION_MACHINE = {
  states: PARTICIPATION_STATES,
  start: 'asked',
  actions: {
    prefill: { command: 'reviews/prefill-self-assessment', permission: SPEAK, next: { asked: 'prefilled' } },
    answer: { command: 'reviews/answer-obligation', permission: SPEAK, next: { prefilled: 'prefilled' } },
    submit: { command: 'reviews/submit-self-assessment', permission: SIGN, next: { prefilled: 'submitted' } },
    ask: {
      command: 'reviews/ask-clarification',
      permission: JUDGE,
      next: { submitted: 'clarifying', clarifying: 'clarifying', drafted: 'drafted' },
    },
    explain: { command: 'reviews/answer-clarification', permission: SPEAK, next: { clarifying: 'clarifying', drafted: 'drafted' } },
    // A party that did not answer is rated once its due date is past (`decideJudging`).
    rate: {
      command: 'reviews/rate-obligation',
      permission: JUDGE,
      next: {
        asked: 'drafted',
        prefilled: 'drafted',
        submitted: 'drafted',
        clarifying: 'drafted',
        drafted: 'drafted',
        commenting: 'commenting',
      },
    },
    // Where the round rates nothing, a finding begins the draft, and a draft without any may go out (`decideStep`).
    find: {
      command: 'reviews/draft-finding',
      permission: JUDGE,
      next: {
        asked: 'drafted',
        prefilled: 'drafted',
        submitted: 'drafted',
        clarifying: 'drafted',
        drafted: 'drafted',
        commenting: 'commenting',
      },
    },
    'send-draft': {
      command: 'reviews/send-draft',
      permission: OFFICE,
      next: { submitted: 'commenting', clarifying: 'commenting', drafted: 'commenting' },
    },
    comment: { command: 'reviews/comment-on-draft', permission: SPEAK, next: { commenting: 'commenting' } },
    'decide-comment': { command: 'reviews/answer-comment', permission: OFFICE, next: { commenting: 'commenting' } },
    visit: {
      command: 'reviews/record-visit',
      permission: JUDGE,
      next: { submitted: 'submitted', clarifying: 'clarifying', drafted: 'drafted' },
    },
    // After adoption the reviewers that the party has verify its findings.
    'assign-reviewer': {
      command: 'reviews/assign-reviewer',
      permission: OFFICE,
      next: {
        asked: 'asked',
        prefilled: 'prefilled',
        submitted: 'submitted',
        clarifying: 'clarifying',
        drafted: 'drafted',
        commenting: 'commenting',
      },
    },
    'agree-to-publication': {
      command: 'reviews/agree-to-publication',
      permission: SIGN,
      next: { commenting: 'commenting', adopted: 'adopted', 'follow-up': 'follow-up' },
    },
    // A party that did not answer is adopted as not reported (`decideAdopt`).
    adopt: { command: 'reviews/adopt-round', permission: OFFICE, next: { asked: 'adopted', prefilled: 'adopted', commenting: 'adopted' } },
    // The frozen report keeps the rating as adopted; the evidence shows the corrected one, and the history both.
    'correct-rating': {
      command: 'reviews/correct-rating',
      permission: OFFICE,
      next: { adopted: 'adopted', 'follow-up': 'follow-up' },
    },
    'report-progress': { command: 'reviews/report-progress', permission: SPEAK, next: FOLLOW_UP },
    verify: { command: 'reviews/verify-finding', permission: JUDGE, next: FOLLOW_UP },
    'carry-over': { command: 'reviews/carry-over-finding', permission: OFFICE, next: FOLLOW_UP },
  },
} as const satisfies Machine<ParticipationState>;
export type ParticipationAction = keyof typeof PARTICIPATION_MACHINE.actions;

/** The dates of a participation and whether it is voluntary. */
export type DueFacts = {
  readonly state: ParticipationState;
  /** True where the party is only invited (clause 6, second half; partners). It is never late. */
  readonly voluntary: boolean;
  readonly selfAssessmentDue: Day;
};

/**
 * Whether a self-assessment is late: owed, not submitted, and past its due date. Never true for a voluntary party. `isOver` judges a due date by the party's
 * calendar (`isOver` of room parties, which the desk's bundle cannot import).
 */
export function isOverdue(facts: DueFacts, isOver: (due: Day) => boolean): boolean {
  const waiting = facts.state === 'asked' || facts.state === 'prefilled';
  return waiting && !facts.voluntary && isOver(facts.selfAssessmentDue);
}

/** The state as shown: `overdue` replaces asked or prefilled when an owed self-assessment is past its due date. */
export function shownState(facts: DueFacts, isOver: (due: Day) => boolean): (typeof SHOWN_STATES)[number] {
  return isOverdue(facts, isOver) ? 'overdue' : facts.state;
}

/**
 * Whether a party owes the round an answer. It does if it owes an obligation evidenced by reviews themselves (kind EV-REV; in the 2004 policy P5g.1, owed by
 * Allies, headquarters and operations). Contributors and partners are asked, never summoned (clause 6).
 */
export function owesAnswer(owed: readonly { readonly evidence: { readonly kinds: readonly string[] } }[]): boolean {
  return owed.some((obligation) => obligation.evidence.kinds.includes('EV-REV'));
}

/**
 * Takes a step of the state table, or refuses one that this state does not allow. A round that rates (`ratings`) drafts by rating; one that adopts findings
 * only never rates, and drafts by finding or by sending a draft without any.
 */
export function decideStep(state: ParticipationState, action: ParticipationAction, ratings = true): Decision<ParticipationState> {
  if (!ratings && (action === 'rate' || action === 'correct-rating')) return refuse('reviews/ratings-off');
  const step = transitionOf<ParticipationState, ParticipationAction>(PARTICIPATION_MACHINE, state, action);
  const begins = (action === 'find' || action === 'send-draft') && state !== 'drafted' && state !== 'commenting';
  if (step !== undefined && !(ratings && begins)) return accept(step.to);
  return refuse(state === 'adopted' || state === 'follow-up' ? 'reviews/round-frozen' : 'reviews/step-not-open', { state, action });
}

/**
 * Rating, and finding where nothing is rated, start when the self-assessment is submitted or past its due date by the party's calendar. No party is judged while
 * it may still answer.
 */
export function decideJudging(
  facts: DueFacts,
  isOver: (due: Day) => boolean,
  action: 'rate' | 'find' = 'rate',
  ratings = true,
): Decision<ParticipationState> {
  const step = decideStep(facts.state, action, ratings);
  const waiting = facts.state === 'asked' || facts.state === 'prefilled';
  if (step.accepted && waiting && !isOver(facts.selfAssessmentDue))
    return refuse('reviews/self-assessment-not-due', { day: facts.selfAssessmentDue });
  return step;
}

/** A party comments until it has said that it has nothing more to say. */
export function decideCommenting(commentsDone: boolean): Decision<true> {
  return commentsDone ? refuse('reviews/already-answered') : accept(true);
}

/** The next step, the role that takes it, and its due date. `due` is null where no date is binding. */
export type NextStep = {
  readonly action: ParticipationAction | 'wait' | 'none';
  readonly by: 'party' | 'reviewer' | 'office' | 'nobody';
  readonly due: Day | null;
};

export type NextFacts = DueFacts & {
  readonly commentDue: Day;
  readonly questionsOpen: number;
  readonly questionDue: Day | null;
  readonly commentsDone: boolean;
  readonly commentsOpen: number;
  readonly findingsOpen: number;
  readonly findingDue: Day | null;
  /** Findings whose reported progress nobody has verified. */
  readonly findingsReported: number;
  /** Whether the round rates. */
  readonly ratings: boolean;
};

/** The next step of a participation. A voluntary party has no binding date: `due` is null for what it is only invited to do. */
export function nextStep(facts: NextFacts, isOver: (due: Day) => boolean): NextStep {
  const selfAssessmentDue = facts.voluntary ? null : facts.selfAssessmentDue;
  const judge: NextStep = { action: facts.ratings ? 'rate' : 'find', by: 'reviewer', due: null };
  switch (facts.state) {
    case 'asked':
      return { action: 'prefill', by: 'party', due: selfAssessmentDue };
    case 'prefilled':
      return { action: 'submit', by: 'party', due: selfAssessmentDue };
    case 'submitted':
      return judge;
    case 'clarifying':
      return facts.questionsOpen > 0 ? { action: 'explain', by: 'party', due: facts.voluntary ? null : facts.questionDue } : judge;
    case 'drafted':
      return { action: 'send-draft', by: 'office', due: null };
    case 'commenting':
      if (facts.commentsOpen > 0) return { action: 'decide-comment', by: 'office', due: null };
      return facts.commentsDone || isOver(facts.commentDue)
        ? { action: 'adopt', by: 'office', due: null }
        : { action: 'comment', by: 'party', due: facts.commentDue };
    default:
      if (facts.findingsOpen > 0) return { action: 'report-progress', by: 'party', due: facts.voluntary ? null : facts.findingDue };
      return facts.findingsReported > 0 ? { action: 'verify', by: 'reviewer', due: null } : { action: 'none', by: 'nobody', due: null };
  }
}
