import { type PublishedCheckpoint, readLastPublished, type Sql } from './log-store.ts';
import { parseCheckpoint } from './merkle/checkpoint.ts';

/** The part of a published checkpoint that a person or a browser keeps: enough to compare any later log with it. */
export type StoredCheckpoint = { origin: string; size: number; root: string; day: string };

/** A published checkpoint as it is stored. */
export function toStoredCheckpoint({ day, note }: PublishedCheckpoint): StoredCheckpoint {
  const { origin, size, root } = parseCheckpoint(note);
  return { origin, size, root: root.toString('base64'), day };
}

/** The newest published checkpoint, as it is stored and printed; null before the first. */
export async function readLastCheckpoint(sql: Sql): Promise<StoredCheckpoint | null> {
  const newest = await readLastPublished(sql);
  return newest ? toStoredCheckpoint(newest) : null;
}
