import { z } from 'zod';
import { pageOf } from '#kernel/page.ts';
import { ItemContent } from '#rooms/evidence/index.ts';
import { SUBJECTS } from './import-columns.schema.ts';

/** Maximum rows per command. A longer file is imported in parts, each with its own ledger entry. */
export const MAX_ROWS = 2_000;
/** Maximum rows of a table at the desk: reading it blocks all other requests. */
export const MAX_AT_DESK = 20_000;
/** Maximum cells of such a table: each becomes an object while it is read. */
export const MAX_CELLS_AT_DESK = 1_000_000;
/** Maximum length of a file in characters. At the desk the request size limits it further. */
const MAX_CHARACTERS = 100_000_000;

const Title = z.string().trim().min(1).max(300);

/** A table as a file's text or pasted. */
export const ImportTable = z.strictObject({ table: z.string().min(1).max(MAX_CHARACTERS), of: z.enum(SUBJECTS).default('evidence') });

/** Preview of a table, before anything is imported. */
export const ImportPreview = z.object({
  rows: z.int(),
  new: z.int(),
  /** Rows already stored; they are skipped. */
  known: z.int(),
  knownLines: z.array(z.int()),
  byParty: z.array(z.object({ party: z.string(), new: z.int(), known: z.int() })),
  /** Counts by kind of evidence, kind of party, or proposed role. */
  byKind: z.array(z.object({ kind: z.string(), new: z.int() })),
  /** Stored rows that differ from the table; the stored value is kept. The first hundred. */
  differs: z.array(z.object({ line: z.int(), what: z.string(), column: z.string(), stored: z.string(), inTable: z.string() })),
  differsCount: z.int(),
  /** The first hundred problems in the reader's language. Nothing can be imported while there is one. */
  faults: z.array(z.object({ line: z.int(), column: z.string(), reason: z.string() })),
  faultCount: z.int(),
  /** Marker of the data this was compared with. Sent with the import, so that nothing changes unnoticed in between. */
  against: z.string(),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

/** A table, as previewed. `batchId` is the batch its next part joins; the first part begins it. */
export const ImportEvidence = ImportTable.omit({ of: true }).extend({
  title: Title,
  against: z.string().max(100),
  batchId: z.uuid().optional(),
});

/** Part of a long file: rows from `readEvidenceTable`, each with its line number. */
export const ImportPart = z.strictObject({
  batchId: z.uuid(),
  title: Title,
  fileSha256: z.string().regex(/^[0-9a-f]{64}$/),
  total: z.int().positive(),
  rows: z
    .array(z.strictObject({ line: z.int().min(2), party: z.string(), content: ItemContent }))
    .min(1)
    .max(MAX_ROWS),
});
export type PartRow = z.infer<typeof ImportPart>['rows'][number];

export const ImportProgress = z.object({
  batchId: z.string(),
  imported: z.int(),
  total: z.int(),
  /** Rows left to import, by repeating the same call. */
  left: z.int().default(0),
  /** One-time links of new accounts, where this installation sends no mail. They are shown once, to be handed over. */
  links: z.array(z.object({ name: z.string(), token: z.string() })).default([]),
});
export type ImportProgress = z.infer<typeof ImportProgress>;

/** Undoes a batch, some thousand rows per command; repeat until none is left. */
export const UndoBatch = z.strictObject({ batchId: z.uuid(), reason: z.string().trim().min(1).max(1000), version: z.int() });
export const Undone = z.object({ batchId: z.string(), left: z.int(), version: z.int() });

export const ImportBatch = z.object({
  id: z.string(),
  subject: z.enum(SUBJECTS),
  title: z.string(),
  total: z.int(),
  imported: z.int(),
  startedAt: z.string(),
  importedBy: z.string(),
  undone: z.object({ at: z.string().nullable(), reason: z.string() }).nullable(),
  version: z.int(),
});
export type ImportBatch = z.infer<typeof ImportBatch>;
export const ImportBatches = pageOf(ImportBatch);
