import { z } from 'zod';
import { INSTRUMENTS } from './treaty-table.schema.ts';

/** Longest table that is read, in characters: about a thousand rows with their sources. */
const MOST_CHARACTERS = 240_000;

/** A table as a file's text or as pasted: the columns of facts/treaty-actions.csv. */
export const TableInput = z.strictObject({
  /** Where the table comes from, for the list of imports. */
  title: z.string().trim().min(1).max(300),
  table: z.string().min(1).max(MOST_CHARACTERS),
  /** Single dates compared with a second source: the columns of facts/treaty-crosschecks.csv. */
  crosschecks: z.string().max(MOST_CHARACTERS).optional(),
});
export type TableInput = z.infer<typeof TableInput>;

const RowKey = z.object({ iso2: z.string(), instrument: z.enum(INSTRUMENTS) });

/** What a table would change, before anything is changed. */
export const ImportPreview = z.object({
  added: z.array(RowKey.extend({ status: z.string() })),
  changed: z.array(
    RowKey.extend({ changes: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })) }),
  ),
  unchanged: z.number().int(),
  /** Rows left alone: they know nothing where we do, or are of an older day. */
  kept: z.array(RowKey.extend({ because: z.enum(['unknown', 'older']) })),
  /** Rows that cannot be read, in the reader's language. While there is one, nothing can be applied. */
  faults: z.array(z.object({ line: z.number().int(), code: z.string(), reason: z.string() })),
  /** Mark of the stored table this was compared with; apply with it, so that nothing changes in between unseen. */
  against: z.string(),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

export const ImportTreatyTable = TableInput.extend({
  /** The mark the preview gave. Left out, the table is applied to whatever stands. */
  against: z.string().max(100).optional(),
});
export const ImportAnswer = z.object({
  batchId: z.string(),
  version: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  kept: z.number().int(),
});

/** Takes a batch back, with the reason. */
export const UndoImport = z.strictObject({ batchId: z.uuid(), reason: z.string().trim().min(1).max(1000), version: z.number().int() });
