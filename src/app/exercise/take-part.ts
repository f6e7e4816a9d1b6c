import type { z } from 'zod';
import { ROLE } from '#kernel/roles.ts';
import { rateObligation } from '#rooms/reviews/drafts/rate-obligation.command.ts';
import { sendDraft } from '#rooms/reviews/drafts/send-draft.command.ts';
import { draftFinding } from '#rooms/reviews/findings/draft-finding.command.ts';
import { RATINGS } from '#rooms/reviews/reviews.schema.ts';
import { answerObligation } from '#rooms/reviews/self-assessments/answer-obligation.command.ts';
import { prefillSelfAssessment } from '#rooms/reviews/self-assessments/prefill-self-assessment.command.ts';
import type { AnswerObligation } from '#rooms/reviews/self-assessments/self-assessment.schema.ts';
import { submitSelfAssessment } from '#rooms/reviews/self-assessments/submit-self-assessment.command.ts';
import { getParticipation } from '#rooms/reviews/views/get-participation.query.ts';
import type { ParticipationObligation, ParticipationView } from '#rooms/reviews/views/participation-view.schema.ts';
import { ACCOUNTS, type CastParty, speakerOf } from './cast.ts';
import { type ExerciseContext, queryAs, runAs } from './context.ts';
import { pick, randomNumbers } from './random-numbers.ts';
import { ANSWER_NOTES, RATING_REASONS, type ScenarioFinding } from './scenario.ts';

const MINUTE_MS = 60_000;
const later = (when: Date, minutes: number) => new Date(when.getTime() + minutes * MINUTE_MS);

/** The participation of a party as an account sees it. */
export function readParticipation(
  context: ExerciseContext,
  actor: string,
  when: Date,
  participationId: string,
): Promise<z.output<typeof ParticipationView>> {
  return queryAs(context, actor, when, getParticipation, { participationId });
}

/** A party fills in its self-assessment, answers every question by its habit, and signs. */
export async function giveSelfAssessment(
  context: ExerciseContext,
  party: CastParty,
  participationId: string,
  startedAt: Date,
  signed: Date,
): Promise<void> {
  const speaker = speakerOf(party.code);
  await runAs(context, speaker, startedAt, prefillSelfAssessment, { participationId });
  const { obligations, version } = await readParticipation(context, speaker, startedAt, participationId);
  for (const [index, obligation] of obligations.entries()) {
    const answer = answerTo(
      randomNumbers(`${context.randomSeed} ${party.code} ${obligation.id} ${signed.toISOString()}`),
      party,
      obligation,
    );
    const input = { participationId, obligationId: obligation.id, version: obligation.answer!.version, ...answer };
    await runAs(context, speaker, later(startedAt, 5 + index), answerObligation, input);
  }
  await runAs(context, speaker, signed, submitSelfAssessment, { participationId, version, capacity: capacityOf(party) });
}

/** In which capacity a party's speaker signs. */
export function capacityOf({ as }: Pick<CastParty, 'as'>): string {
  if (as === 'operation') return 'Commander of the operation';
  return as === 'headquarters' ? 'Focal point of headquarters staff' : 'National focal point';
}

function answerTo(
  next: () => number,
  { habit }: CastParty,
  obligation: ParticipationObligation,
): Pick<z.input<typeof AnswerObligation>, 'choice' | 'says' | 'note'> {
  const known = obligation.suggestion.from !== 'nothing';
  if (known && next() < 0.92) return { choice: 'still-true', says: null, note: null };
  if (!known && next() > habit.share * 0.6) return { choice: 'not-known', says: null, note: null };
  // Changed answers follow the party's habit.
  const letter = pick(next, [...habit.says]);
  const says = letter === 'm' ? 'met' : letter === 'i' ? 'in-progress' : 'partly-met';
  return { choice: 'changed', says, note: pick(next, [...ANSWER_NOTES[says]]) };
}

/** A reviewer rates some obligations of a party: mostly as the evidence suggests, now and then otherwise, each with a reason. */
export async function rateSome(
  context: ExerciseContext,
  party: CastParty,
  participationId: string,
  from: Date,
  most: number,
): Promise<void> {
  const reviewer = reviewerOf(party.code);
  const { obligations } = await readParticipation(context, reviewer, from, participationId);
  const next = randomNumbers(`${context.randomSeed} ${party.code} ratings ${from.toISOString()}`);
  const step = Math.max(1, Math.floor(obligations.length / most));
  for (const [index, obligation] of obligations
    .filter((_, place) => place % step === 0)
    .slice(0, most)
    .entries()) {
    const suggested = RATINGS.find((one) => one === obligation.status) ?? 'partly-met';
    const status = suggested === 'met' && next() < 0.15 ? 'partly-met' : suggested;
    const reason = pick(next, RATING_REASONS[status]);
    await runAs(context, reviewer, later(from, 10 * index), rateObligation, {
      participationId,
      obligationId: obligation.id,
      status,
      reason,
    });
  }
}

/** A reviewer writes a finding based on the evidence of its obligation, or on the lack of it. Returns its id. */
export async function writeFinding(
  context: ExerciseContext,
  code: string,
  participationId: string,
  when: Date,
  { obligationId, due, ...finding }: ScenarioFinding,
): Promise<string> {
  const reviewer = reviewerOf(code);
  const { obligations } = await readParticipation(context, reviewer, when, participationId);
  const evidenceIds = (obligations.find((one) => one.id === obligationId)?.evidence ?? []).map((item) => item.id);
  const drafted = await runAs(context, reviewer, when, draftFinding, {
    participationId,
    ...finding,
    obligationIds: [obligationId],
    evidenceIds,
    citesAbsence: evidenceIds.length === 0,
    due: context.calendar.day(due),
  });
  return drafted.id;
}

/** The policy office sends the draft to the party. */
export async function letDraftGo(context: ExerciseContext, participationId: string, when: Date): Promise<void> {
  const [office] = ACCOUNTS;
  const { version } = await readParticipation(context, office!.key, when, participationId);
  const unratedReason = 'Obligations without a change since the last round were not rated again.';
  await runAs(context, office!.key, when, sendDraft, { participationId, version, unratedReason });
}

/** The reviewer assigned to a party. */
export function reviewerOf(code: string): string {
  const found = ACCOUNTS.find((one) => one.role === ROLE.reviewer && one.at.includes(code));
  if (found === undefined) throw new Error(`The cast has no reviewer for ${code}.`);
  return found.key;
}
