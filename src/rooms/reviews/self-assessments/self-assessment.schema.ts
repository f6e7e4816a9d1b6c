import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { ParticipationAnswer } from '../participations/participation.schema.ts';
import { ANSWER_SAYS, CHOICES, Line, ObligationId, Prose, Version } from '../reviews.schema.ts';

const Id = z.uuid();

/** One answer of a self-assessment. `version` stops two colleagues from overwriting each other. */
export const AnswerObligation = z.strictObject({
  participationId: Id,
  obligationId: ObligationId,
  version: Version,
  choice: z.enum(CHOICES),
  says: z.enum(ANSWER_SAYS).nullable(),
  /** Limited to the note length of an evidence item, because a changed answer becomes one. */
  note: Prose.max(4000).nullable(),
});
export const StoredAnswer = z.object({ obligationId: z.string(), version: z.number() });

/** The signature: the signed-in person signs and states their capacity. */
export const SubmitSelfAssessment = z.strictObject({ participationId: Id, version: Version, capacity: Line });
export const SelfAssessmentSubmitted = ParticipationAnswer.extend({ items: z.array(z.string()), notKnown: z.array(z.string()) });

export const AskClarification = z.strictObject({
  participationId: Id,
  obligationId: ObligationId.nullable(),
  question: Prose,
  /** Due date of the answer; by default the edition's time for answers applies. */
  due: Day.optional(),
});
export const AnswerClarification = z.strictObject({ clarificationId: Id, answer: Prose });

export const Question = z.object({
  id: z.string(),
  obligationId: z.string().nullable(),
  question: z.string(),
  due: z.string(),
  by: z.string(),
  at: z.string(),
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: z.string().nullable(),
});
