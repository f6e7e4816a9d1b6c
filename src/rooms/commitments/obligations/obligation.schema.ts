import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import { ROLE } from '#kernel/roles.ts';
import { ORIGINS, SAYS, STATUSES } from '#kernel/status.ts';
import { ANSWERS } from '../status.rules.ts';
import { DIFFERENCES, SIDES } from '../views/difference.rules.ts';

/**
 * What an item does for the status: it `decides`; it is `beside`, because a higher origin decides; it `informs`, because the edition does not let it
 * decide; or a newer item of its kind and origin replaced it (`earlier`).
 */
export const WEIGHTS = ['decides', 'beside', 'informs', 'earlier'] as const;

/** One evidence item of an obligation, newest first. `says` is what it states of the obligation, not a rating. */
export const ObligationEvidence = z.object({
  id: z.string(),
  /** Kind of evidence of the edition, such as `EV-TRTY`. */
  kind: z.string(),
  title: BothLanguages,
  origin: z.enum(ORIGINS),
  says: z.enum(SAYS),
  /** The partial date of the fact, and the partial date at which the source says so. */
  date: z.string(),
  asOf: z.string().nullable(),
  source: BothLanguages,
  page: z.string().nullable(),
  documentId: z.string().nullable(),
  address: z.string().nullable(),
  weight: z.enum(WEIGHTS),
  /** It differs from an item of another origin. */
  differs: z.boolean(),
  /** It decides although it is too old by the freshness of the edition. */
  stale: z.boolean(),
  /** True where headquarters' policy office entered it about the party. */
  byPolicyOffice: z.boolean(),
  /** Name of the person; null where work or the installation wrote it. */
  enteredBy: z.string().nullable(),
  label: RecordLabel,
  submittedAt: z.string(),
  /** The obligation of an earlier edition under which it was recorded, where it is carried over. */
  carriedFrom: z.string().nullable(),
});
export type ObligationEvidence = z.infer<typeof ObligationEvidence>;

/** The content of the drawer of a matrix cell. The page adds ratings, which the reviews room provides. */
export const ObligationView = z.object({
  party: z.object({ id: z.string(), name: BothLanguages }),
  obligationId: z.string(),
  /** How far the obligation binds this party: a contributor is never bound further than *expected* (clause 6). */
  strength: z.string(),
  status: z.enum(STATUSES),
  /** Where the status comes from: the lowest origin among the items that decided; null where none did. */
  origin: z.enum(ORIGINS).nullable(),
  /** Fresh items of different origins are on different sides: open, or at rest because both sides recorded their views. */
  difference: z.enum(DIFFERENCES).nullable(),
  /** Identifies the present difference by its items. A recorded view sends it back, so that it is about what its author read; null: sources agree. */
  differenceId: z.string().nullable(),
  /** The views that the sides recorded, newest first. `current`: about the present difference. */
  views: z.array(
    z.object({
      side: z.enum(SIDES),
      reason: z.string(),
      by: z.string().nullable(),
      at: z.string(),
      current: z.boolean(),
      label: RecordLabel,
    }),
  ),
  /** The sides for which this reader may record a view. */
  sides: z.array(z.enum(SIDES)),
  /** True where evidence carried over from the earlier edition decided, alone or with other evidence. */
  carriedOver: z.boolean(),
  answer: z.enum(ANSWERS).nullable(),
  /** The reason a contributor gave with its answer. */
  answerNote: z.string().nullable(),
  answerLabel: RecordLabel.nullable(),
  /** The newest items, and in any case those that decide or differ. */
  evidence: z.array(ObligationEvidence),
  /** The list of evidence has more items than are shown here. */
  more: z.boolean(),
  /** How many items count, shown here or not, and how many of them are declared. */
  counts: z.object({ items: z.number().int(), declared: z.number().int() }),
  /** What is due next; `textKey` is a text of this room with `values`. */
  due: z.array(z.object({ day: z.string(), textKey: z.string(), values: z.record(z.string(), z.string()) })),
  /** Who may see this evidence: keys of this room's texts, `visible-to.<word>`. `labels`: only readers whom its labels admit. */
  visibleTo: z.array(z.enum(['party', ROLE.policyOffice, 'reviewers', 'everybody', 'labels'])),
});
export type ObligationView = z.infer<typeof ObligationView>;
