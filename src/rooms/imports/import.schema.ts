import { z } from 'zod';
import { pageOf } from '#kernel/page.ts';
import { PieceContent } from '#rooms/evidence/index.ts';
import { SUBJECTS } from './import-columns.schema.ts';

/** Rows of one act at most: a longer file goes in by parts, each an entry of the log. */
export const MOST_ROWS = 2_000;
/** Rows of a table that comes in at the desk: while it is read, nobody else is served. */
export const MOST_AT_DESK = 20_000;
/** Most cells of such a table: each becomes an object while it is read. */
export const MOST_CELLS_AT_DESK = 1_000_000;
/** Longest file that is read, in characters. The desk takes what fits into a request. */
const MOST_CHARACTERS = 100_000_000;

const Title = z.string().trim().min(1).max(300);

/** A table as a file's text or as pasted. */
export const ImportTable = z.strictObject({ table: z.string().min(1).max(MOST_CHARACTERS), of: z.enum(SUBJECTS).default('evidence') });

/** What a table would bring, before anything is taken. */
export const ImportPreview = z.object({
  rows: z.int(),
  new: z.int(),
  /** Rows that are there already: they are left out. */
  known: z.int(),
  knownLines: z.array(z.int()),
  byParty: z.array(z.object({ party: z.string(), new: z.int(), known: z.int() })),
  /** Kinds of evidence, kinds of parties, or roles that would be proposed. */
  byKind: z.array(z.object({ kind: z.string(), new: z.int() })),
  /** Rows that are there and say something else: what stands is kept. The first hundred. */
  differs: z.array(z.object({ line: z.int(), what: z.string(), column: z.string(), stands: z.string(), says: z.string() })),
  /** The first hundred problems in the reader's language; with one nothing can be taken. */
  faults: z.array(z.object({ line: z.int(), column: z.string(), reason: z.string() })),
  faultCount: z.int(),
  /** Mark of what was compared; take with it, so that nothing changes in between unseen. */
  against: z.string(),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

/** A table, as previewed. `batchId` names the batch its next part joins; the first part begins it. */
export const ImportEvidence = ImportTable.omit({ of: true }).extend({
  title: Title,
  against: z.string().max(100),
  batchId: z.uuid().optional(),
});

/** Part of a long file: rows as `readEvidenceTable` gives them, each with the line it stands on. */
export const TakePart = z.strictObject({
  batchId: z.uuid(),
  title: Title,
  fileSha256: z.string().regex(/^[0-9a-f]{64}$/),
  total: z.int().positive(),
  rows: z
    .array(z.strictObject({ line: z.int().min(2), party: z.string(), content: PieceContent }))
    .min(1)
    .max(MOST_ROWS),
});
export type PartRow = z.infer<typeof TakePart>['rows'][number];

export const Taken = z.object({
  batchId: z.string(),
  taken: z.int(),
  total: z.int(),
  /** Rows still to take, by the same call again. */
  left: z.int().default(0),
  /** One-time links of accounts that were opened, where this installation sends no mail: shown once, to hand over. */
  links: z.array(z.object({ name: z.string(), token: z.string() })).default([]),
});
export type Taken = z.infer<typeof Taken>;

/** Takes a batch back, some thousand rows an act: asked again until none is left. */
export const UndoBatch = z.strictObject({ batchId: z.uuid(), reason: z.string().trim().min(1).max(1000), version: z.int() });
export const Undone = z.object({ batchId: z.string(), left: z.int(), version: z.int() });

export const ImportBatch = z.object({
  id: z.string(),
  subject: z.enum(SUBJECTS),
  title: z.string(),
  total: z.int(),
  taken: z.int(),
  begunAt: z.string(),
  takenBy: z.string(),
  undone: z.object({ at: z.string().nullable(), because: z.string() }).nullable(),
  version: z.int(),
});
export type ImportBatch = z.infer<typeof ImportBatch>;
export const ImportBatches = pageOf(ImportBatch);
