import { labelOfRow } from '#kernel/labels.ts';
import { actionsOf } from '#kernel/machine.ts';
import { may, type Subject } from '#platform/identity/subject.ts';
import { isOver, type WorkCalendar } from '#rooms/parties/index.ts';
import {
  type DueFacts,
  decideCommenting,
  decideJudging,
  decideStep,
  type NextStep,
  nextStep,
  PARTICIPATION_MACHINE,
  type ParticipationAction,
  type ParticipationState,
  shownState,
} from './participation.rules.ts';
import type { ParticipationRow } from './participation.schema.ts';
import type { countsOf, ParticipationRecord, stepsOf } from './participation.store.ts';

export type ParticipationCounts = Awaited<ReturnType<typeof countsOf>> extends Map<string, infer Row> ? Row : never;

/** Whether a due date is over for the party of a participation. */
export type IsOver = (due: string) => boolean;

/** Judges due dates by the calendar of the party: a day ends in its time zone, and a due date on a day of rest moves to its next working day. */
export function overFor(
  calendar: (partyId: string) => WorkCalendar,
  { party_id }: Pick<ParticipationRecord, 'party_id'>,
  now: Date,
): IsOver {
  return (due) => isOver(calendar(party_id), due, now);
}

/** The next step of a participation, from the stored facts and the dates that are over for its party. */
export function nextOf(participation: ParticipationRecord, counts: ParticipationCounts | undefined, over: IsOver): NextStep {
  return nextStep(
    {
      ...dueFactsOf(participation),
      commentDue: participation.comment_due,
      questionsOpen: counts?.questions_open ?? 0,
      questionDue: counts?.question_due ?? null,
      commentsDone: participation.comments_done_at !== null,
      commentsOpen: counts?.comments_open ?? 0,
      findingsOpen: counts?.findings_open ?? 0,
      findingDue: counts?.finding_due ?? null,
      findingsReported: counts?.findings_reported ?? 0,
      ratings: participation.ratings,
    },
    over,
  );
}

/** Whether this subject takes the next step. */
export function mayTakeNextStep(subject: Subject, participation: ParticipationRecord, next: NextStep): boolean {
  return (
    next.action !== 'none' &&
    next.action !== 'wait' &&
    may(subject, PARTICIPATION_MACHINE.actions[next.action].permission, participation.party_id)
  );
}

/** Whether an action is open now: by the state, and by the rule of its command where it has a further one. */
function isOpen(action: ParticipationAction, participation: ParticipationRecord, over: IsOver): boolean {
  const { ratings } = participation;
  if (action === 'rate' || action === 'find') return decideJudging(dueFactsOf(participation), over, action, ratings).accepted;
  if (action === 'comment' && !decideCommenting(participation.comments_done_at !== null).accepted) return false;
  return decideStep(participation.state as ParticipationState, action, ratings).accepted;
}

/** The actions this subject may take on a participation now. */
export function actionsFor(subject: Subject, participation: ParticipationRecord, over: IsOver): ParticipationAction[] {
  return actionsOf(PARTICIPATION_MACHINE).filter(
    (action) =>
      isOpen(action, participation, over) && may(subject, PARTICIPATION_MACHINE.actions[action].permission, participation.party_id),
  );
}

/** The state and the dates of a participation. */
export function dueFactsOf(participation: ParticipationRecord): DueFacts {
  return {
    state: participation.state as ParticipationState,
    voluntary: participation.voluntary,
    selfAssessmentDue: participation.self_assessment_due,
  };
}

/** A party's row on the page of a round. Whether it is overdue is judged by its own calendar, as in its tasks. */
export function lineOf(
  subject: Subject,
  { now, calendar }: { now: Date; calendar: (partyId: string) => WorkCalendar },
  participation: ParticipationRecord,
  name: { en: string; fr: string },
  counts: ParticipationCounts | undefined,
  steps: Awaited<ReturnType<typeof stepsOf>>,
): ParticipationRow {
  const over = overFor(calendar, participation, now);
  const next = nextOf(participation, counts, over);
  return {
    id: participation.id,
    party: { id: participation.party_id, name },
    group: participation.party_group,
    voluntary: participation.voluntary,
    state: shownState(dueFactsOf(participation), over),
    since: participation.since.toISOString(),
    selfAssessmentDue: participation.self_assessment_due,
    selfAssessmentOver: over(participation.self_assessment_due),
    commentDue: participation.comment_due,
    submittedAt: participation.submitted_at?.toISOString() ?? null,
    steps: steps.map((step) => ({ state: step.to_state, at: step.at.toISOString() })),
    next,
    yours: mayTakeNextStep(subject, participation, next),
    asked: participation.obligation_ids.length,
    rated: counts?.rated ?? 0,
    commentsOpen: counts?.comments_open ?? 0,
    questionsOpen: counts?.questions_open ?? 0,
    label: labelOfRow(participation.label_level, participation.releasable_to),
  };
}
