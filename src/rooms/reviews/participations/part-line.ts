import { dayOf } from '#kernel/dates.ts';
import { labelOfRow } from '#kernel/labels.ts';
import { may, type Subject } from '#platform/identity/subject.ts';
import { ACT_PERMISSION } from './act-permission.ts';
import type { PartRow } from './part.schema.ts';
import type { countsOf, PartRecord, stepsOf } from './part.store.ts';
import {
  type NextStep,
  nextStep,
  type ParticipationAct,
  type ParticipationState,
  participationMachine,
  shownState,
} from './participation.rules.ts';

export type PartCounts = Awaited<ReturnType<typeof countsOf>> extends Map<string, infer Row> ? Row : never;

/** The next step of a part, from what is stored and the day. */
export function nextOf(part: PartRecord, counts: PartCounts | undefined, today: string): NextStep {
  return nextStep(
    {
      state: part.state as ParticipationState,
      voluntary: part.voluntary,
      returnDue: part.return_due,
      commentDue: part.comment_due,
      questionsOpen: counts?.questions_open ?? 0,
      questionDue: counts?.question_due ?? null,
      commentsDone: part.comments_done_at !== null,
      commentsOpen: counts?.comments_open ?? 0,
      findingsOpen: counts?.findings_open ?? 0,
      findingDue: counts?.finding_due ?? null,
    },
    today,
  );
}

/** Whether the next step is this subject's to take. */
export function isYours(subject: Subject, part: PartRecord, next: NextStep): boolean {
  return next.act !== 'none' && next.act !== 'wait' && may(subject, ACT_PERMISSION[next.act], part.party_id);
}

/** What is done about a finding; one carried over from an earlier round is followed up whatever the state of the part it lives in. */
const FOLLOW_UP: readonly ParticipationAct[] = ['report-progress', 'verify', 'carry-over'];

/** The acts of the table open to this subject in the state a part is in. `carried`: a finding of an earlier round is unsettled in it. */
export function actsFor(subject: Subject, part: PartRecord, carried: boolean): ParticipationAct[] {
  const open = participationMachine.transitions.filter((step) => step.from === part.state).map((step) => step.act);
  return [...new Set([...open, ...(carried ? FOLLOW_UP : [])])].filter((act) => may(subject, ACT_PERMISSION[act], part.party_id));
}

/** A party's line on the page of a round. */
export function lineOf(
  subject: Subject,
  now: Date,
  part: PartRecord,
  name: { en: string; fr: string },
  counts: PartCounts | undefined,
  steps: Awaited<ReturnType<typeof stepsOf>>,
): PartRow {
  const next = nextOf(part, counts, dayOf(now));
  const standing = { state: part.state as ParticipationState, voluntary: part.voluntary, returnDue: part.return_due };
  return {
    id: part.id,
    party: { id: part.party_id, name },
    group: part.party_group,
    voluntary: part.voluntary,
    state: shownState(standing, now),
    since: part.since.toISOString(),
    returnDue: part.return_due,
    commentDue: part.comment_due,
    returnedAt: part.returned_at?.toISOString() ?? null,
    steps: steps.map((step) => ({ state: step.to_state, at: step.at.toISOString() })),
    next,
    yours: isYours(subject, part, next),
    asked: part.obligation_ids.length,
    rated: counts?.rated ?? 0,
    commentsOpen: counts?.comments_open ?? 0,
    questionsOpen: counts?.questions_open ?? 0,
    label: labelOfRow(part.label_level, part.releasable_to),
  };
}
