import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { PARTY_KINDS } from '#kernel/party-kinds.ts';
import { ExportLabel } from '#kernel/record-label.ts';
import { ORIGINS, STATUSES } from '#kernel/status.ts';
import { GRADES, RATINGS } from '../reviews.schema.ts';

/**
 * What a brief rests on. `current`: what the evidence shows today, for the party, the policy office and its reviewers. `adopted`: the ratings of the last adopted
 * and released review, for every other reader.
 */
export const BASES = ['current', 'adopted'] as const;

/** An adopted review that a brief shows or compares with. `asOf`: the last day of its evidence. */
export const BriefReview = z.object({ roundId: z.string(), title: BothLanguages, asOf: z.string(), adoptedAt: z.string() });
export type BriefReview = z.infer<typeof BriefReview>;

/** One obligation on a brief. */
export const BriefMark = z.object({
  obligationId: z.string(),
  /** Of an adopted review its rating, as corrected since; null: it was not rated. */
  status: z.enum(STATUSES).nullable(),
  origin: z.enum(ORIGINS).nullable(),
  /** Sources differ and both sides have not yet recorded their view. Never set on an adopted basis. */
  differs: z.boolean(),
  /** Since which day the evidence is too old; null where it is not. */
  late: z.string().nullable(),
  /** The rating of the earlier review, null if it did not rate this; left out where no earlier review covered the obligation. */
  before: z.enum(RATINGS).nullable().optional(),
});
export type BriefMark = z.infer<typeof BriefMark>;

/** The newest evidence item that decides. `source`: its place in the list of sources, from 0. */
export const BriefEvidence = z.object({ title: BothLanguages, date: z.string(), origin: z.enum(ORIGINS), source: z.number().int() });
export type BriefEvidence = z.infer<typeof BriefEvidence>;

/** The marks of one clause, of one party. */
export const BriefClause = z.object({
  clauseId: z.string(),
  marks: z.array(BriefMark),
  evidence: BriefEvidence.nullable(),
  /** How many other items decide. */
  otherItems: z.number().int(),
  /** When its evidence becomes too old; null where none does. */
  next: z.string().nullable(),
});
export type BriefClause = z.infer<typeof BriefClause>;

/** A finding that is not settled. On an adopted basis it is as adopted: its follow-up is not shown. */
export const BriefFinding = z.object({
  id: z.string(),
  partyId: z.string(),
  grade: z.enum(GRADES),
  title: z.string(),
  clauses: z.array(z.string()),
  due: z.string(),
  reported: z.boolean(),
  late: z.boolean(),
  /** The review that adopted it, where only the adopted text may be read. */
  asAdopted: BothLanguages.nullable(),
});
export type BriefFinding = z.infer<typeof BriefFinding>;

export const BRIEF_DATES = ['evidence', 'finding', 'self-assessment', 'comments', 'adoption', 'return'] as const;

/** A date to come, or one that has passed. `of`: the clause, the title of the finding or of the round, the period of the return. */
export const BriefDate = z.object({
  day: z.string(),
  kind: z.enum(BRIEF_DATES),
  late: z.boolean(),
  partyId: z.string(),
  of: BothLanguages,
});
export type BriefDate = z.infer<typeof BriefDate>;

/** Where the evidence that a brief names comes from, or the adopted report that it shows. */
export const BriefSource = z.object({
  origin: z.enum(ORIGINS),
  text: BothLanguages,
  asOf: z.string().nullable(),
});
export type BriefSource = z.infer<typeof BriefSource>;

/** How many obligations had each rating in a round. `null` as a rating: not rated. Counts, never a score. */
export const BriefTrend = z.object({
  rounds: z.array(BriefReview.extend({ parties: z.number().int() })),
  clauses: z.array(
    z.object({
      clauseId: z.string(),
      /** One entry per round, in the order of `rounds`, the oldest first. */
      counts: z.array(z.array(z.object({ rating: z.enum(RATINGS).nullable(), n: z.number().int() }))),
    }),
  ),
});
export type BriefTrend = z.infer<typeof BriefTrend>;

const shared = {
  /** Only in an exercise: nothing in the brief is real. */
  exercise: z.literal('EXERCISE').optional(),
  editionId: z.string(),
  asOf: z.string(),
  /** The label of everything that the reader is shown in it. */
  label: ExportLabel,
  /** The names of the parties it is releasable to. */
  releasableTo: z.array(BothLanguages).nullable(),
  findings: z.array(BriefFinding),
  dates: z.array(BriefDate),
  sources: z.array(BriefSource),
  trend: BriefTrend,
};

export const BriefPartyHead = z.object({ id: z.string(), kind: z.enum(PARTY_KINDS), name: BothLanguages, group: z.string() });

/** One party on one page, for a committee. */
export const PartyBrief = z.object({
  ...shared,
  party: BriefPartyHead,
  basis: z.enum(BASES),
  /** On a current basis the review it is compared with, on an adopted one the review it shows; null where none may be read. */
  review: BriefReview.nullable(),
  /** On an adopted basis the review before that one. */
  before: BriefReview.nullable(),
  clauses: z.array(BriefClause),
  /** The last submitted return that the reader may read; null: none. Left out where no return is asked of the party, or on an adopted basis. */
  lastReturn: z.object({ period: z.string(), day: z.string() }).nullable().optional(),
});
export type PartyBrief = z.infer<typeof PartyBrief>;

/** The ratings that were adopted and released, party by party in alphabetical order: for the auditor. Nothing before adoption, no differences between sources. */
export const AdoptedRatings = z.object({
  asOf: z.string(),
  label: ExportLabel,
  rows: z.array(
    z.object({ party: BriefPartyHead, review: BriefReview, clauses: z.array(BriefClause.pick({ clauseId: true, marks: true })) }),
  ),
  /** Parties bound today of which this reader may read no adopted rating. */
  unseen: z.number().int(),
});
export type AdoptedRatings = z.infer<typeof AdoptedRatings>;

/** One clause on one page, for a committee: the parties in alphabetical order of the reader's language, never ranked. */
export const ClauseBrief = z.object({
  ...shared,
  clauseId: z.string(),
  rows: z.array(
    BriefClause.omit({ clauseId: true }).extend({ party: BriefPartyHead, basis: z.enum(BASES), review: BriefReview.nullable() }),
  ),
  /** Parties that the clause binds today, of which this reader may read neither evidence nor an adopted rating. */
  unseen: z.number().int(),
});
export type ClauseBrief = z.infer<typeof ClauseBrief>;
