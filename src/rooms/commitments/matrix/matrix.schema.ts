import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { ExportLabel } from '#kernel/record-label.ts';
import { PARTY_KINDS } from '#kernel/roles.ts';
import { STATUSES } from '#kernel/status.ts';

/** One duty of one party: what the evidence says, and what a reviewer rated, never merged. */
export const MatrixCell = z.object({
  obligationId: z.string(),
  /** What the evidence says, worked out at reading time. */
  status: z.enum(STATUSES),
  /** True where every piece behind the status was only declared. False where there is none. */
  declaredOnly: z.boolean(),
  /** A contributor's answer to an expectation (clause 6). */
  answer: z.enum(['comply', 'equivalent', 'explain']).nullable(),
  /** Whole number of pieces behind the cell. */
  pieces: z.number().int(),
});
export type MatrixCell = z.infer<typeof MatrixCell>;

/** One party with a cell per obligation of the edition, in the order of the policy. */
export const MatrixRow = z.object({
  partyId: z.string(),
  name: BothLanguages,
  /** What the party is today: the group heading it stands under, e.g. `ally`, `contributor`, `headquarters`, `agency`, `operation`, `contractor`. */
  group: z.string(),
  cells: z.array(MatrixCell),
  /** Pieces of evidence in all, and those only declared. */
  pieces: z.number().int(),
  declared: z.number().int(),
});
export type MatrixRow = z.infer<typeof MatrixRow>;

/** The matrix of one kind of party on one day. Rows stand in alphabetical order of the reader's language; nothing is ranked. */
export const Matrix = z.object({
  editionId: z.string(),
  /** That of everything the reader is shown in it. */
  label: ExportLabel,
  kind: z.enum(PARTY_KINDS),
  asOf: z.string(),
  rows: z.array(MatrixRow),
  /** Parties of each kind bound today, for the tabs. */
  counts: z.record(z.enum(PARTY_KINDS), z.number().int()),
});
export type Matrix = z.infer<typeof Matrix>;
