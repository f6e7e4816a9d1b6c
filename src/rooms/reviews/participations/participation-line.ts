import { dayOf } from '#kernel/dates.ts';
import { labelOfRow } from '#kernel/labels.ts';
import { actionsOf } from '#kernel/machine.ts';
import { may, type Subject } from '#platform/identity/subject.ts';
import {
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

/** The next step of a participation, from the stored facts and the date. */
export function nextOf(participation: ParticipationRecord, counts: ParticipationCounts | undefined, today: string): NextStep {
  return nextStep(
    {
      state: participation.state as ParticipationState,
      voluntary: participation.voluntary,
      selfAssessmentDue: participation.self_assessment_due,
      commentDue: participation.comment_due,
      questionsOpen: counts?.questions_open ?? 0,
      questionDue: counts?.question_due ?? null,
      commentsDone: participation.comments_done_at !== null,
      commentsOpen: counts?.comments_open ?? 0,
      findingsOpen: counts?.findings_open ?? 0,
      findingDue: counts?.finding_due ?? null,
    },
    today,
  );
}

/** Whether this subject takes the next step. */
export function isYours(subject: Subject, participation: ParticipationRecord, next: NextStep): boolean {
  return (
    next.act !== 'none' && next.act !== 'wait' && may(subject, PARTICIPATION_MACHINE.actions[next.act].permission, participation.party_id)
  );
}

/** Actions that follow up a finding. A carried-over finding is followed up whatever the state of its participation. */
const FOLLOW_UP: readonly ParticipationAction[] = ['report-progress', 'verify', 'carry-over'];

/** The actions this subject may take in the current state of a participation. `carried`: it has an unsettled finding from an earlier round. */
export function actionsFor(subject: Subject, participation: ParticipationRecord, carried: boolean): ParticipationAction[] {
  return actionsOf(PARTICIPATION_MACHINE).filter(
    (action) =>
      ((carried && FOLLOW_UP.includes(action)) || decideStep(participation.state as ParticipationState, action).accepted) &&
      may(subject, PARTICIPATION_MACHINE.actions[action].permission, participation.party_id),
  );
}

/** A party's row on the page of a round. */
export function lineOf(
  subject: Subject,
  now: Date,
  participation: ParticipationRecord,
  name: { en: string; fr: string },
  counts: ParticipationCounts | undefined,
  steps: Awaited<ReturnType<typeof stepsOf>>,
): ParticipationRow {
  const next = nextOf(participation, counts, dayOf(now));
  const dueFacts = {
    state: participation.state as ParticipationState,
    voluntary: participation.voluntary,
    selfAssessmentDue: participation.self_assessment_due,
  };
  return {
    id: participation.id,
    party: { id: participation.party_id, name },
    group: participation.party_group,
    voluntary: participation.voluntary,
    state: shownState(dueFacts, now),
    since: participation.since.toISOString(),
    selfAssessmentDue: participation.self_assessment_due,
    commentDue: participation.comment_due,
    submittedAt: participation.submitted_at?.toISOString() ?? null,
    steps: steps.map((step) => ({ state: step.to_state, at: step.at.toISOString() })),
    next,
    yours: isYours(subject, participation, next),
    asked: participation.obligation_ids.length,
    rated: counts?.rated ?? 0,
    commentsOpen: counts?.comments_open ?? 0,
    questionsOpen: counts?.questions_open ?? 0,
    label: labelOfRow(participation.label_level, participation.releasable_to),
  };
}
