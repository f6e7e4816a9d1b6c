import { z } from 'zod';
import { INSTRUMENTS, TreatyCell } from './treaty-table.schema.ts';

/** One dated row of a nation's treaty history. Rows are never removed. */
export const HistoryRow = TreatyCell.extend({
  id: z.string(),
  instrument: z.enum(INSTRUMENTS),
  /** Whether this is the current row. */
  isCurrent: z.boolean(),
  /** Whether the nation stated it and it waits for the policy office. */
  waits: z.boolean(),
  origin: z.enum(['public-source', 'declared']),
  recordedAt: z.string(),
  recordedBy: z.string().nullable(),
  /** The reason of a correction; null for an imported row. */
  reason: z.string().nullable(),
  supersedes: z.string().nullable(),
  batch: z
    .object({
      id: z.string(),
      title: z.string(),
      undoneAt: z.string().nullable(),
      undoneBy: z.string().nullable(),
      undoReason: z.string().nullable(),
    })
    .nullable(),
});
export type HistoryRow = z.infer<typeof HistoryRow>;

/** What a second source says about a date. */
export const CrosscheckView = z.object({
  instrument: z.enum(INSTRUMENTS),
  field: z.string(),
  main: z.string(),
  second: z.string(),
  agrees: z.boolean(),
  source: z.string(),
});

/** What the current rows say of P5.0b, and whether a "no" or "unknown" among them is due for a recheck. */
export const RatificationView = z.object({
  says: z.enum(['met', 'partly-met', 'not-met']).nullable(),
  date: z.string().nullable(),
  asOf: z.string().nullable(),
  recheckDue: z.boolean(),
});

export const TreatyHistory = z.object({
  partyId: z.string(),
  ratification: RatificationView,
  rows: z.array(HistoryRow),
  crosschecks: z.array(CrosscheckView),
});
export type TreatyHistory = z.infer<typeof TreatyHistory>;

/** An imported table in the list of imports. */
export const ImportLine = z.object({
  id: z.string(),
  title: z.string(),
  appliedAt: z.string(),
  appliedBy: z.string().nullable(),
  rows: z.number().int(),
  undoneAt: z.string().nullable(),
  undoneBy: z.string().nullable(),
  undoReason: z.string().nullable(),
  version: z.number().int(),
});
export type ImportLine = z.infer<typeof ImportLine>;
