import { z } from 'zod';
import { pageOf } from '#kernel/page.ts';
import { PieceContent } from '#rooms/evidence/index.ts';

/** Rows of one act at most: a longer file goes in by parts, each an entry of the log. */
export const MOST_ROWS = 2_000;
/** Longest file that is read, in characters. The desk takes what fits into a request. */
const MOST_CHARACTERS = 100_000_000;

const Title = z.string().trim().min(1).max(300);

/** A table as a file's text or as pasted. */
export const PastTable = z.strictObject({ table: z.string().min(1).max(MOST_CHARACTERS) });

/** What a table would bring, before anything is taken. */
export const PastPreview = z.object({
  rows: z.int(),
  new: z.int(),
  /** Rows that are there already, by party, kind, date and title: they are left out. */
  known: z.int(),
  knownLines: z.array(z.int()),
  byParty: z.array(z.object({ party: z.string(), new: z.int(), known: z.int() })),
  byKind: z.array(z.object({ kind: z.string(), new: z.int() })),
  /** The first hundred problems in the reader's language; with one nothing can be taken. */
  faults: z.array(z.object({ line: z.int(), column: z.string(), reason: z.string() })),
  faultCount: z.int(),
  /** Mark of what was compared; take with it, so that nothing changes in between unseen. */
  against: z.string(),
});
export type PastPreview = z.infer<typeof PastPreview>;

/** A short table, as previewed, in one act. */
export const ImportPast = PastTable.extend({ title: Title, against: z.string().max(100) });

/** Part of a long file: rows as `readPast` gives them, each with the line it stands on. */
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

export const Taken = z.object({ batchId: z.string(), taken: z.int(), total: z.int() });

/** Takes a batch back, some thousand rows an act: asked again until none is left. */
export const UndoPast = z.strictObject({ batchId: z.uuid(), reason: z.string().trim().min(1).max(1000), version: z.int() });
export const Undone = z.object({ batchId: z.string(), left: z.int(), version: z.int() });

export const PastBatch = z.object({
  id: z.string(),
  title: z.string(),
  total: z.int(),
  taken: z.int(),
  begunAt: z.string(),
  takenBy: z.string(),
  undone: z.object({ at: z.string().nullable(), because: z.string() }).nullable(),
  version: z.int(),
});
export const PastBatches = pageOf(PastBatch);
