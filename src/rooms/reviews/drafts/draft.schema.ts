import { z } from 'zod';
import { STATUSES } from '#kernel/status.ts';
import { COMMENT_DECISIONS, ObligationId, Prose, RATINGS, Version } from '../reviews.schema.ts';

const Id = z.uuid();

export const RateObligation = z.strictObject({
  participationId: Id,
  obligationId: ObligationId,
  status: z.enum(RATINGS),
  reason: Prose,
});
export const SendDraft = z.strictObject({ participationId: Id, version: Version, unratedReason: Prose.nullable() });

/** A comment on the draft, on an obligation or a finding where one is named. `done` means that no further comment follows. */
export const CommentOnDraft = z.strictObject({
  participationId: Id,
  obligationId: ObligationId.nullable(),
  findingId: Id.nullable(),
  text: Prose.nullable(),
  done: z.boolean(),
});
export const AnswerComment = z.strictObject({ commentId: Id, decision: z.enum(COMMENT_DECISIONS), reason: Prose });

export const Rated = z.object({
  id: z.string(),
  status: z.enum(RATINGS),
  reason: z.string(),
  suggestion: z.enum(STATUSES),
  /** It corrects an adopted rating. */
  corrects: z.boolean(),
  by: z.string(),
  at: z.string(),
});

/** A party's comment with headquarters' answer to it. Comments are never left out. */
export const ReportComment = z.object({
  id: z.string(),
  obligation: z.string().nullable(),
  finding: z.string().nullable(),
  text: z.string(),
  by: z.string(),
  at: z.string(),
  decision: z.enum(COMMENT_DECISIONS).nullable(),
  reason: z.string().nullable(),
});
export type ReportComment = z.infer<typeof ReportComment>;
