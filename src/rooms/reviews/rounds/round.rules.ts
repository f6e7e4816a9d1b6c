import { addMonths, dayOf } from '#kernel/dates.ts';
import type { Day } from '#kernel/day.ts';
import type { Decision } from '#kernel/decision.ts';
import { accept, refuse } from '#kernel/decision.ts';
import { type Machine, transitionOf } from '#kernel/machine.ts';
import type { ParticipationState } from '../participations/participation.rules.ts';

/** States of a round (clause 5g). No step leads back: an adopted report is corrected in the next round. */
export const ROUND_STATES = ['planned', 'open', 'adopted', 'closed'] as const;
export type RoundState = (typeof ROUND_STATES)[number];

const DIRECT = 'reviews:direct';

/** The life of a round. What else an action needs is in the rule that it names: `decideOpen`, `decideInvite`, `decideDraw`, `decideAdopt`, `decideClose`. */
export const ROUND_MACHINE = {
  states: ROUND_STATES,
  start: 'planned',
  actions: {
    open: { command: 'reviews/open-round', permission: DIRECT, next: { planned: 'open' } },
    invite: { command: 'reviews/invite-organisation', permission: DIRECT, next: { open: 'open' } },
    draw: { command: 'reviews/draw-reviewers', permission: DIRECT, next: { open: 'open' } },
    adopt: { command: 'reviews/adopt-round', permission: DIRECT, next: { open: 'adopted' } },
    close: { command: 'reviews/close-round', permission: DIRECT, button: 'main', next: { adopted: 'closed' } },
    publish: { command: 'reviews/publish-round', permission: DIRECT, next: { adopted: 'adopted', closed: 'closed' } },
    'change-calendar': {
      command: 'reviews/change-calendar',
      permission: DIRECT,
      button: 'plain',
      next: { planned: 'planned', open: 'open' },
    },
  },
} as const satisfies Machine<RoundState>;
export type RoundAction = keyof typeof ROUND_MACHINE.actions;

/** Whether a round in this state allows an action. */
export const allows = (state: RoundState, action: RoundAction): boolean =>
  transitionOf<RoundState, RoundAction>(ROUND_MACHINE, state, action) !== undefined;

/** The dates of a round. `null` means not set. */
export type Calendar = {
  readonly selfAssessmentDue: Day | null;
  readonly commentDue: Day | null;
  readonly adoptionPlanned: Day | null;
  readonly followUpDue: Day | null;
  /** The day from which adopted ratings count. Opening sets it to the due date of self-assessments where it is not set. */
  readonly cutOff: Day | null;
};

/**
 * Default dates for a round that is opened without any: the edition's time to answer, then its time for questions and for comments. They are only a proposal; a
 * person sets the dates. Adoption and follow-up have no parameter and stay unset.
 */
export function suggestCalendar(today: Day, times: { answerMonths: number; clarificationDays: number; commentDays: number }): Calendar {
  const returns = addMonths(new Date(`${today}T00:00:00Z`), times.answerMonths);
  const comments = new Date(returns.getTime() + (times.clarificationDays + times.commentDays) * DAY_MS);
  return { selfAssessmentDue: dayOf(returns), commentDue: dayOf(comments), adoptionPlanned: null, followUpDue: null, cutOff: null };
}

const DAY_MS = 86_400_000;

const DAYS = ['selfAssessmentDue', 'commentDue', 'adoptionPlanned', 'followUpDue'] as const;

/** Set dates must be in order: self-assessment, comments, adoption, follow-up. The cut-off day is not after the adoption. */
export function decideCalendar(calendar: Calendar): Decision<Calendar> {
  const days = DAYS.flatMap((key) => (calendar[key] === null ? [] : [{ key, day: calendar[key] }]));
  const wrong = days.findIndex(({ day }, index) => index > 0 && day <= days[index - 1]!.day);
  if (wrong === -1) return decideCutOff(calendar.cutOff, calendar.adoptionPlanned) ?? accept(calendar);
  const [earlier, later] = [days[wrong - 1]!, days[wrong]!];
  return refuse('reviews/calendar-out-of-order', { earlier: earlier.day, later: later.day, field: `calendar.${later.key}` });
}

/** A refusal where the cut-off day is after the planned adoption. A rating of days that no reviewer has seen would be no rating. */
function decideCutOff(cutOff: Day | null, adoption: Day | null) {
  return cutOff !== null && adoption !== null && cutOff > adoption
    ? refuse('reviews/cut-off-late', { cutOff, adoption, field: 'calendar.cutOff' })
    : null;
}

/** The cut-off day of a round that is adopted on a day: an adoption before it brings it forward, because no rating speaks of days after the adoption. */
export function cutOffOnAdoption(cutOff: Day | null, adoption: Day): Day | null {
  return cutOff !== null && cutOff > adoption ? adoption : cutOff;
}

/** A running calendar moves later, never earlier: a party's due date must not suddenly be past. */
export function decideNewCalendar(state: RoundState, before: Calendar, after: Calendar): Decision<Calendar> {
  if (!allows(state, 'change-calendar')) return refuse('reviews/round-frozen', { state });
  const order = decideCalendar(after);
  if (!order.accepted || state === 'planned') return order;
  for (const key of ['selfAssessmentDue', 'commentDue'] as const) {
    const [was, is] = [before[key], after[key]];
    if (was !== null && (is === null || is < was)) return refuse('reviews/date-past', { day: is ?? was, field: `calendar.${key}` });
  }
  return accept({ ...after, cutOff: after.cutOff ?? after.selfAssessmentDue });
}

/**
 * The parties to ask: those that owe an obligation the round covers. Parties `chosen` by name that owe none are listed as left out, each with the reason.
 * Where every bound party is asked, none is left out.
 */
export function decideAsked<Party extends { readonly partyId: string; readonly owed: readonly string[] }>(
  parties: readonly Party[],
  inScope: ReadonlySet<string>,
  chosen: readonly string[] | null,
): { asked: Party[]; leftOut: { partyId: string; why: 'unbound' | 'out-of-scope' }[] } {
  const asked = parties.filter((party) => party.owed.some((id) => inScope.has(id)));
  const askedIds = new Set(asked.map((party) => party.partyId));
  const leftOut = (chosen ?? [])
    .filter((id) => !askedIds.has(id))
    .map((partyId) => {
      const bound = parties.some((party) => party.partyId === partyId && party.owed.length > 0);
      return { partyId, why: bound ? ('out-of-scope' as const) : ('unbound' as const) };
    });
  return { asked, leftOut };
}

export type OpenFacts = {
  readonly state: RoundState;
  readonly calendar: Calendar;
  /** The authority of the round, as registered today. */
  readonly authority: { readonly from: Day; readonly to: Day | null } | null;
  readonly parties: number;
  readonly today: Day;
};

/** Decides whether a planned round may be opened. Opening starts the clocks, so the dates must be set and in the future. */
export function decideOpen(facts: OpenFacts): Decision<{ selfAssessmentDue: Day; commentDue: Day; cutOff: Day }> {
  const { state, calendar, authority, today } = facts;
  if (!allows(state, 'open')) return refuse('reviews/step-not-open', { state, action: 'open' });
  if (authority === null || authority.from > today || (authority.to !== null && authority.to < today))
    return refuse('reviews/no-authority', { field: 'authorityId' });
  if (calendar.selfAssessmentDue === null || calendar.commentDue === null)
    return refuse('reviews/no-calendar', { field: `calendar.${calendar.selfAssessmentDue === null ? 'selfAssessmentDue' : 'commentDue'}` });
  const order = decideCalendar(calendar);
  if (!order.accepted) return order;
  if (calendar.selfAssessmentDue <= today)
    return refuse('reviews/date-past', { day: calendar.selfAssessmentDue, field: 'calendar.selfAssessmentDue' });
  if (facts.parties === 0) return refuse('reviews/no-parties');
  const cutOff = calendar.cutOff ?? calendar.selfAssessmentDue;
  return accept({ selfAssessmentDue: calendar.selfAssessmentDue, commentDue: calendar.commentDue, cutOff });
}

export type AdoptFacts = {
  readonly state: RoundState;
  /** Whether a due date is over by the calendar of this party. */
  readonly isOver: (partyId: string, due: Day) => boolean;
  readonly parties: readonly {
    readonly partyId: string;
    readonly state: ParticipationState;
    readonly selfAssessmentDue: Day;
    readonly commentDue: Day;
    /** The party said that it has no further comment. */
    readonly commentsDone: boolean;
    readonly commentsOpen: number;
  }[];
};

/**
 * Decides whether a round may be adopted. A party that never submitted does not block the others: past its due date its participation is adopted as *not
 * reported*. A party that submitted must have had its draft, its time to comment and an answer to each comment.
 */
export function decideAdopt(facts: AdoptFacts): Decision<{ withoutSelfAssessment: string[] }> {
  const { state, isOver, parties } = facts;
  if (!allows(state, 'adopt')) return refuse('reviews/step-not-open', { state, action: 'adopt' });
  const withoutSelfAssessment: string[] = [];
  for (const party of parties) {
    if (party.state === 'asked' || party.state === 'prefilled') {
      if (!isOver(party.partyId, party.selfAssessmentDue))
        return refuse('reviews/self-assessment-not-due', { partyId: party.partyId, day: party.selfAssessmentDue });
      withoutSelfAssessment.push(party.partyId);
    } else if (party.state !== 'commenting') return refuse('reviews/party-not-ready', { partyId: party.partyId, state: party.state });
    else if (!party.commentsDone && !isOver(party.partyId, party.commentDue))
      return refuse('reviews/comment-period-running', { partyId: party.partyId, day: party.commentDue });
    else if (party.commentsOpen > 0) return refuse('reviews/comments-open', { partyId: party.partyId, count: party.commentsOpen });
  }
  return accept({ withoutSelfAssessment });
}

/** Decides whether an adopted round may be closed: every finding is settled. */
export function decideClose(state: RoundState, findingsOpen: number): Decision<'closed'> {
  if (!allows(state, 'close')) return refuse('reviews/step-not-open', { state, action: 'close' });
  return findingsOpen === 0 ? accept('closed') : refuse('reviews/findings-open', { count: findingsOpen });
}
