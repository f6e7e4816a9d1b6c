import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { actionsOf } from '#kernel/machine.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import { ORIGINS, STATUSES } from '#kernel/status.ts';
import { Rated, ReportComment } from '../drafts/draft.schema.ts';
import { FindingView } from '../findings/finding.schema.ts';
import { PARTICIPATION_MACHINE } from '../participations/participation.rules.ts';
import { ParticipationRow, ReportEvidence } from '../participations/participation.schema.ts';
import { BeforeObligation, EarlierRound } from '../reports/report.schema.ts';
import { Visit } from '../reviewers/visit.schema.ts';
import { ANSWER_SAYS, CHOICES } from '../reviews.schema.ts';
import { RoundView } from '../rounds/round.schema.ts';
import { Question } from '../self-assessments/self-assessment.schema.ts';

const Answered = z.object({
  choice: z.enum(CHOICES).nullable(),
  says: z.enum(ANSWER_SAYS).nullable(),
  note: z.string().nullable(),
  by: z.string().nullable(),
  at: z.string().nullable(),
  version: z.number(),
});
/** One obligation on the page of a participation: the evidence, the party's answer and the reviewer's rating, never merged. */
export const ParticipationObligation = z.object({
  id: z.string(),
  clause: z.string(),
  /** What the evidence says now. */
  status: z.enum(STATUSES),
  origin: z.enum(ORIGINS).nullable(),
  evidence: z.array(ReportEvidence),
  /** The prefilled answer, or the one prefilling would give. `from` nothing: the register is silent. */
  suggestion: z.object({ suggested: z.string(), from: z.enum(['evidence', 'last-answer', 'nothing']) }),
  lastAnswer: z
    .object({ round: BothLanguages, choice: z.enum(CHOICES), says: z.enum(ANSWER_SAYS).nullable(), note: z.string().nullable() })
    .nullable(),
  answer: Answered.nullable(),
  /** What the earlier round found; null where it did not cover this obligation. */
  before: BeforeObligation.nullable(),
  /** The rating that counts, and the earlier ones. */
  rating: Rated.nullable(),
  earlierRatings: z.array(Rated),
});
export type ParticipationObligation = z.infer<typeof ParticipationObligation>;

export const ParticipationView = z.object({
  label: RecordLabel,
  /** A release that waits for a second person. */
  labelRequest: z.object({ id: z.string(), label: RecordLabel, reason: z.string(), byMe: z.boolean() }).nullable(),
  round: RoundView,
  participation: ParticipationRow,
  version: z.number(),
  signer: z.object({ name: z.string(), capacity: z.string(), at: z.string() }).nullable(),
  commentsDoneAt: z.string().nullable(),
  unratedReason: z.string().nullable(),
  obligations: z.array(ParticipationObligation),
  questions: z.array(Question),
  findings: z.array(FindingView),
  comments: z.array(ReportComment),
  visits: z.array(Visit),
  /** The two nations drawn for this party; null where there was no draw. */
  reviewedBy: z.array(z.object({ id: z.string(), name: BothLanguages })).nullable(),
  /** The last adopted round that covered this party; null where there is none, or none this reader may see. */
  earlier: EarlierRound.nullable(),
  /** Since when the party consents to publication of its participation. */
  publicAgreedAt: z.string().nullable(),
  published: z.boolean(),
  /** The actions this reader may take now. */
  actions: z.array(z.enum(actionsOf(PARTICIPATION_MACHINE))),
});
export type ParticipationView = z.infer<typeof ParticipationView>;
