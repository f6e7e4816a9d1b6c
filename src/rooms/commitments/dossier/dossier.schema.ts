import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { PARTY_KINDS } from '#kernel/party-kinds.ts';
import { ExportLabel, RecordLabel } from '#kernel/record-label.ts';
import { ORIGINS, SAYS, STATUSES } from '#kernel/status.ts';
import { MatrixCell } from '../matrix/matrix.schema.ts';

/** Something due on a day; `textKey` is a text of this room with `values`. */
export const DueItem = z.object({ day: z.string(), textKey: z.string(), values: z.record(z.string(), z.string()) });
export type DueItem = z.infer<typeof DueItem>;

/** One clause in a party's dossier. `months` covers the last 24, oldest first; months without evidence are left out. */
export const DossierClause = z.object({
  clauseId: z.string(),
  /** One mark per obligation of the clause, in the order of the policy. */
  obligations: z.array(MatrixCell.extend({ strength: z.string().nullable() })),
  months: z.array(z.object({ month: z.string(), items: z.number().int(), declared: z.number().int() })),
  /** The newest day from which a deciding evidence item counts; null where none decides. */
  latest: z.string().nullable(),
  /** Some deciding evidence of the clause does not age, such as a deposit. */
  doesNotAge: z.boolean(),
  next: DueItem.nullable(),
});
export type DossierClause = z.infer<typeof DossierClause>;

/** Everything known of one party on one day: what it is, how it keeps each clause, what evidence it has. */
export const Dossier = z.object({
  editionId: z.string(),
  asOf: z.string(),
  party: z.object({ id: z.string(), kind: z.enum(PARTY_KINDS), name: BothLanguages, group: z.string(), statusNeutral: z.boolean() }),
  /** True where the policy binds the party today; a nation that was only observed in an operation owes nothing. */
  bound: z.boolean(),
  clauses: z.array(DossierClause),
  items: z.number().int(),
  declared: z.number().int(),
  /** The label of everything that this reader was shown of it. */
  label: ExportLabel,
  /** The latest submitted evidence items that count, newest first, at most five. */
  last: z.array(
    z.object({
      id: z.string(),
      title: BothLanguages.nullable(),
      kind: z.string(),
      says: z.enum(SAYS),
      origin: z.enum(ORIGINS),
      date: z.string(),
      obligationIds: z.array(z.string()),
      label: RecordLabel,
    }),
  ),
  /** How many of its obligations have each status; a legend, never a score. */
  statuses: z.partialRecord(z.enum(STATUSES), z.number().int()),
});
export type Dossier = z.infer<typeof Dossier>;
