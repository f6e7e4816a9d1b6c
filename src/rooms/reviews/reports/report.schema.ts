import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { ExportLabel } from '#kernel/record-label.ts';
import { STATUSES } from '#kernel/status.ts';
import { ReportComment } from '../drafts/draft.schema.ts';
import { ReportFinding } from '../findings/finding.schema.ts';
import { PARTICIPATION_STATES } from '../participations/participation.rules.ts';
import { ReportEvidence } from '../participations/participation.schema.ts';
import { ANSWER_SAYS, CHOICES, RATINGS, RELEASES } from '../reviews.schema.ts';
import { ROUND_STATES } from '../rounds/round.rules.ts';

/** What an earlier round found about an obligation. */
export const BeforeObligation = z.object({ status: z.enum(STATUSES), rating: z.enum(RATINGS).nullable() });
/** The round a part is compared with: the last adopted one before it that looked at the party, by the same edition. */
export const EarlierRound = z.object({ roundId: z.string(), round: BothLanguages, asOf: z.string() });
export type EarlierRound = z.infer<typeof EarlierRound>;

/** One obligation of one party: what the evidence says, what a person judged and why. Never merged into one. */
export const ReportObligation = z.object({
  id: z.string(),
  clause: z.string(),
  /** Only where it is: not the official text, which could not be read. */
  reconstructed: z.literal(true).optional(),
  /** What the evidence says. */
  status: z.enum(STATUSES),
  /** True where something stands and all of it was only declared. */
  declared: z.boolean(),
  /** The newest human rating, or null where nobody rated. */
  rating: z.enum(RATINGS).nullable(),
  reason: z.string().nullable(),
  ratedBy: z.string().nullable(),
  ratedAt: z.string().nullable(),
  /** What the evidence suggested when the rating was given. */
  suggestion: z.enum(STATUSES).nullable(),
  /** The party's own answer, null where it gave none. `nil` and `zero` are shown as they are. */
  answer: z.object({ choice: z.enum(CHOICES), says: z.enum(ANSWER_SAYS).nullable(), note: z.string().nullable() }).nullable(),
  evidence: z.array(ReportEvidence),
  /** What the earlier round found; left out where there is none or it did not look at this obligation. */
  before: BeforeObligation.optional(),
});
export type ReportObligation = z.infer<typeof ReportObligation>;

/** One party's part of a report: what is frozen and hashed by itself at adoption. */
export const ReportParty = z.object({
  id: z.string(),
  name: z.string(),
  names: BothLanguages,
  /** What the party was on that day: ally, contributor, headquarters, operation, contractor. */
  group: z.string(),
  /** True where the party was only invited: nothing of it is ever late. */
  voluntary: z.boolean(),
  /** Null while the round is only planned: nobody has been asked. */
  state: z.enum(PARTICIPATION_STATES).nullable(),
  /** The signed return, or null: not reported, which is not a judgement. */
  returned: z.object({ at: z.string(), signer: z.string(), capacity: z.string() }).nullable(),
  /** Why some obligations carry no rating, in the words of the policy office. */
  unratedReason: z.string().nullable(),
  /** Pieces of evidence cited, and how many of them were only declared. */
  pieces: z.number().int(),
  declared: z.number().int(),
  obligations: z.array(ReportObligation),
  findings: z.array(ReportFinding),
  comments: z.array(ReportComment),
  /** Left out where no round was adopted before. */
  earlier: EarlierRound.optional(),
});
export type ReportParty = z.infer<typeof ReportParty>;

/** The round as the head of a report names it. */
export const ReportRound = z.object({
  id: z.string(),
  title: BothLanguages,
  state: z.enum(ROUND_STATES),
  editionId: z.string(),
  /** Whose review it is (5g). Null for the baseline, which is nobody's review. */
  authority: BothLanguages.nullable(),
  /** Clauses looked at; empty means all. */
  scope: z.array(z.string()),
  openedAt: z.string().nullable(),
  adoptedAt: z.string().nullable(),
  adoptedBy: z.string().nullable(),
  release: z.enum(RELEASES).nullable(),
});
export type ReportRound = z.infer<typeof ReportRound>;

/**
 * The report of a round: of whom it would ask while it is only planned, live while it is open, frozen after adoption. `hash` is set only when frozen: SHA-256 over the
 * canonical JSON of `{ round, asOf, parties: [{ id, sha256 }] }`, so that whoever sees only one party can check that part.
 */
export const Report = z.object({
  /** Only in an exercise: nothing in the report is real. */
  exercise: z.literal('EXERCISE').optional(),
  /** That of everything in it, and the names of the parties it is releasable to. */
  label: ExportLabel,
  releasableTo: z.array(BothLanguages).nullable(),
  round: ReportRound,
  asOf: z.string(),
  parties: z.array(ReportParty),
  hash: z
    .object({ sha256: z.string(), parties: z.array(z.object({ id: z.string(), sha256: z.string() })), hidden: z.number().int() })
    .nullable(),
});
export type Report = z.infer<typeof Report>;
