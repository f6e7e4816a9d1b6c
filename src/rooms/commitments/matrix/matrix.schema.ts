import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { PARTY_KINDS } from '#kernel/party-kinds.ts';
import { ExportLabel } from '#kernel/record-label.ts';
import { ORIGINS, STATUSES } from '#kernel/status.ts';
import { ANSWERS } from '../status.rules.ts';
import { DIFFERENCES } from '../views/difference.rules.ts';

/** One obligation of one party. The status from the evidence and a rating that is not adopted are never merged. */
export const MatrixCell = z.object({
  obligationId: z.string(),
  /** The status from the evidence, derived when it is read. */
  status: z.enum(STATUSES),
  /** Where the status comes from: the lowest origin among the items that decided; null where none did. */
  origin: z.enum(ORIGINS).nullable(),
  /** Fresh items of different origins are on different sides: open, or at rest because both sides recorded their views. */
  difference: z.enum(DIFFERENCES).nullable(),
  /** Since which day evidence that decides is too old; null where none is. Only *met* changes its mark for it. */
  late: z.string().nullable(),
  /** A contributor's answer to an expectation (clause 6). */
  answer: z.enum(ANSWERS).nullable(),
  /** How many evidence items are behind the cell. */
  items: z.number().int(),
});
export type MatrixCell = z.infer<typeof MatrixCell>;

/** One party with a cell per obligation of the edition, in the order of the policy. */
export const MatrixRow = z.object({
  partyId: z.string(),
  name: BothLanguages,
  /** The group heading of the party today, e.g. `ally`, `contributor`, `headquarters`, `agency`, `operation`, `contractor`. */
  group: z.string(),
  cells: z.array(MatrixCell),
  /** Evidence items in all, and those that were only declared. */
  items: z.number().int(),
  declared: z.number().int(),
});
export type MatrixRow = z.infer<typeof MatrixRow>;

/** The matrix of one kind of party on one day. Rows are in alphabetical order of the reader's language; nothing is ranked. */
export const Matrix = z.object({
  editionId: z.string(),
  /** The label of everything that the reader is shown in it. */
  label: ExportLabel,
  kind: z.enum(PARTY_KINDS),
  asOf: z.string(),
  rows: z.array(MatrixRow),
  /** How many parties of each kind are bound today, for the tabs. */
  counts: z.record(z.enum(PARTY_KINDS), z.number().int()),
});
export type Matrix = z.infer<typeof Matrix>;
