import type { PublishedCheckpoint } from '#platform/ledger/log-store.ts';
import { parseCheckpoint } from '#platform/ledger/merkle/checkpoint.ts';
import type { CheckpointView } from './log.schema.ts';

/** A published checkpoint in the words of the desk. */
export function toCheckpointView({ day, note }: PublishedCheckpoint): CheckpointView {
  const { origin, size, root } = parseCheckpoint(note);
  return { origin, size, root: root.toString('base64'), day };
}
