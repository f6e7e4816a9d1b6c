import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import { ORIGINS, SAYS, STATUSES } from '#kernel/status.ts';

/** One piece behind a duty, newest first. What the piece says is the party's or the work's word, not a rating. */
export const DutyEvidence = z.object({
  id: z.string(),
  /** Kind of evidence of the edition, such as `EV-TRTY`. */
  kind: z.string(),
  title: BothLanguages,
  origin: z.enum(ORIGINS),
  says: z.enum(SAYS),
  /** Partial date of the fact, and the partial date on which the source said so. */
  date: z.string(),
  asOf: z.string().nullable(),
  source: BothLanguages,
  page: z.string().nullable(),
  documentId: z.string().nullable(),
  address: z.string().nullable(),
  /** Too old to count by the freshness of the edition. Only the newest piece of a kind can be. */
  stale: z.boolean(),
  /** True where headquarters' policy office entered it about the party. */
  byPolicyOffice: z.boolean(),
  /** Name of the person, or null where work or the installation wrote it. */
  enteredBy: z.string().nullable(),
  label: RecordLabel,
  submittedAt: z.string(),
  /** The obligation of the earlier edition it was recorded under, where this one takes that up. */
  carriedFrom: z.string().nullable(),
});
export type DutyEvidence = z.infer<typeof DutyEvidence>;

/** What the drawer of one cell of the matrix shows. Ratings come from the rounds and are joined by the page. */
export const Duty = z.object({
  party: z.object({ id: z.string(), name: BothLanguages }),
  obligationId: z.string(),
  /** How far the obligation binds this party: a contributor is never bound further than *expected* (clause 6). */
  strength: z.string(),
  status: z.enum(STATUSES),
  declaredOnly: z.boolean(),
  /** True where evidence of the earlier edition decided, alone or with others. */
  carriedOver: z.boolean(),
  answer: z.enum(['comply', 'equivalent', 'explain']).nullable(),
  /** The reason a contributor gave with its answer. */
  answerNote: z.string().nullable(),
  answerLabel: RecordLabel.nullable(),
  evidence: z.array(DutyEvidence),
  /** More pieces than shown lie in the list of evidence. */
  more: z.boolean(),
  /** What is due next; `textKey` is a text of this room with `values`. */
  due: z.array(z.object({ day: z.string(), textKey: z.string(), values: z.record(z.string(), z.string()) })),
  /** Who may see these pieces: words of this room's texts, `visible-to.<word>`. */
  visibleTo: z.array(z.enum(['party', 'policy-office', 'reviewers', 'everybody'])),
});
export type Duty = z.infer<typeof Duty>;
