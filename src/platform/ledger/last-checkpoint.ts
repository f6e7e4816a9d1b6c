import { type PublishedCheckpoint, readLastPublished, type Sql } from './log-store.ts';
import { parseCheckpoint } from './merkle/checkpoint.ts';

/** What a person or a browser keeps of a published checkpoint: enough to hold any later log to it. */
export type KeptCheckpoint = { origin: string; size: number; root: string; day: string };

/** A published checkpoint as it is kept. */
export function toKept({ day, note }: PublishedCheckpoint): KeptCheckpoint {
  const { origin, size, root } = parseCheckpoint(note);
  return { origin, size, root: root.toString('base64'), day };
}

/** The newest published checkpoint as it is kept and printed; null before the first. */
export async function readLastCheckpoint(sql: Sql): Promise<KeptCheckpoint | null> {
  const newest = await readLastPublished(sql);
  return newest ? toKept(newest) : null;
}
