import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { ExportLabel } from '#kernel/record-label.ts';
import { ORIGINS, STATUSES } from '#kernel/status.ts';
import { ReportComment } from '../drafts/draft.schema.ts';
import { ReportFinding } from '../findings/finding.schema.ts';
import { PARTICIPATION_STATES } from '../participations/participation.rules.ts';
import { ReportEvidence } from '../participations/participation.schema.ts';
import { ANSWER_SAYS, CHOICES, RATINGS, RELEASES } from '../reviews.schema.ts';
import { ROUND_STATES } from '../rounds/round.rules.ts';

/** What an earlier round found about an obligation. */
export const BeforeObligation = z.object({ status: z.enum(STATUSES), rating: z.enum(RATINGS).nullable() });
/** The round a participation is compared with: the last adopted one of the same edition before it that covered the party. */
export const EarlierRound = z.object({ roundId: z.string(), round: BothLanguages, asOf: z.string() });
export type EarlierRound = z.infer<typeof EarlierRound>;

/** One obligation of one party: what the evidence says, the rating and its reason. The two are never merged. */
export const ReportObligation = z.object({
  id: z.string(),
  clause: z.string(),
  /** Set only for reconstructed wording: the official text was not available. */
  reconstructed: z.literal(true).optional(),
  /** What the evidence says. */
  status: z.enum(STATUSES),
  /** Where the status comes from: the lowest origin among the items that decided; null where none did. */
  origin: z.enum(ORIGINS).nullable(),
  /** The newest human rating, or null where there is none. */
  rating: z.enum(RATINGS).nullable(),
  reason: z.string().nullable(),
  ratedBy: z.string().nullable(),
  ratedAt: z.string().nullable(),
  /** What the evidence suggested when the rating was given. */
  suggestion: z.enum(STATUSES).nullable(),
  /** The party's own answer, or null. `nil` and `zero` are shown as they are. */
  answer: z.object({ choice: z.enum(CHOICES), says: z.enum(ANSWER_SAYS).nullable(), note: z.string().nullable() }).nullable(),
  evidence: z.array(ReportEvidence),
  /** What the earlier round found; omitted where there is none or it did not cover this obligation. */
  before: BeforeObligation.optional(),
});
export type ReportObligation = z.infer<typeof ReportObligation>;

/** One party's part of a report, frozen and hashed separately at adoption. */
export const ReportParty = z.object({
  id: z.string(),
  name: z.string(),
  names: BothLanguages,
  /** What the party was on that day: ally, contributor, headquarters, operation, contractor. */
  group: z.string(),
  /** True where the party was only invited: it is never late. */
  voluntary: z.boolean(),
  /** Null while the round is only planned and no party has been asked. */
  state: z.enum(PARTICIPATION_STATES).nullable(),
  /** The signed self-assessment, or null for not reported, which is not a judgement. */
  submitted: z.object({ at: z.string(), signer: z.string(), capacity: z.string() }).nullable(),
  /** The policy office's reason why some obligations have no rating. */
  unratedReason: z.string().nullable(),
  /** Number of cited evidence items, and how many of them were only declared. */
  items: z.number().int(),
  declared: z.number().int(),
  obligations: z.array(ReportObligation),
  findings: z.array(ReportFinding),
  comments: z.array(ReportComment),
  /** Omitted where no earlier round was adopted. */
  earlier: EarlierRound.optional(),
});
export type ReportParty = z.infer<typeof ReportParty>;

/** A rating that was corrected after the adoption: the newest correction. It is no part of the frozen text and of no hash. */
export const ReportCorrection = z.object({
  partyId: z.string(),
  obligationId: z.string(),
  status: z.enum(RATINGS),
  reason: z.string(),
  correctedAt: z.string(),
});
export type ReportCorrection = z.infer<typeof ReportCorrection>;

/** The round as shown at the head of a report. */
export const ReportRound = z.object({
  id: z.string(),
  title: BothLanguages,
  state: z.enum(ROUND_STATES),
  editionId: z.string(),
  /** The authority whose review it is (5g). Null for the baseline, which belongs to no authority. */
  authority: BothLanguages.nullable(),
  /** Clauses covered; empty means all. */
  scope: z.array(z.string()),
  /** The day from which the ratings count; left out where it is not set or nothing is rated. */
  cutOff: z.string().optional(),
  /** Set only where the round adopts findings and rates nothing. */
  findingsOnly: z.literal(true).optional(),
  openedAt: z.string().nullable(),
  adoptedAt: z.string().nullable(),
  adoptedBy: z.string().nullable(),
  release: z.enum(RELEASES).nullable(),
});
export type ReportRound = z.infer<typeof ReportRound>;

/**
 * The report of a round: planned (the parties it would ask), live while open, frozen after adoption. `hash` is set only when frozen: SHA-256 over the canonical
 * JSON of `{ round, asOf, parties: [{ id, sha256 }] }`, so that a reader who sees only one party can check that participation.
 */
export const Report = z.object({
  /** Only in an exercise: nothing in the report is real. */
  exercise: z.literal('EXERCISE').optional(),
  /** The combined label of its content, and the names of the parties it is releasable to. */
  label: ExportLabel,
  releasableTo: z.array(BothLanguages).nullable(),
  round: ReportRound,
  asOf: z.string(),
  parties: z.array(ReportParty),
  corrections: z.array(ReportCorrection),
  hash: z
    .object({ sha256: z.string(), parties: z.array(z.object({ id: z.string(), sha256: z.string() })), hidden: z.number().int() })
    .nullable(),
});
export type Report = z.infer<typeof Report>;
