import { z } from 'zod';
import { INSTRUMENTS } from './treaty-table.schema.ts';

/** Maximum length of a table in characters: about a thousand rows with their sources. */
const MAX_CHARACTERS = 240_000;

/** A table as a file's text or pasted, with the columns of facts/treaty-actions.csv. */
export const TableInput = z.strictObject({
  /** Source of the table, for the list of imports. */
  title: z.string().trim().min(1).max(300),
  table: z.string().min(1).max(MAX_CHARACTERS),
  /** Single dates compared with a second source, with the columns of facts/treaty-crosschecks.csv. */
  crosschecks: z.string().max(MAX_CHARACTERS).optional(),
});
export type TableInput = z.infer<typeof TableInput>;

const RowKey = z.object({ iso2: z.string(), instrument: z.enum(INSTRUMENTS) });

/** What a table would change. */
export const ImportPreview = z.object({
  added: z.array(RowKey.extend({ status: z.string() })),
  changed: z.array(
    RowKey.extend({ changes: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })) }),
  ),
  unchanged: z.number().int(),
  /** Skipped rows: they are unknown where a fact is stored, or older than the stored one. */
  unapplied: z.array(RowKey.extend({ reason: z.enum(['unknown', 'older']) })),
  /** Unreadable rows, in the reader's language. Nothing can be imported while there is one. */
  faults: z.array(z.object({ line: z.number().int(), code: z.string(), reason: z.string() })),
  /** Marker of the stored table this was compared with. Sent with the import, so that nothing changes unnoticed in between. */
  against: z.string(),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

export const ImportTreatyTable = TableInput.extend({
  /** The version of the stored table from the preview. Without it, the table is imported without comparing it with what is stored. */
  against: z.string().max(100).optional(),
});
export const ImportAnswer = z.object({
  batchId: z.string(),
  version: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  unapplied: z.number().int(),
});

/** Undoes a batch, with the reason. */
export const UndoImport = z.strictObject({ batchId: z.uuid(), reason: z.string().trim().min(1).max(1000), version: z.number().int() });
