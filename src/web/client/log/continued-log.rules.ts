import { verifyConsistency } from '#kernel/merkle-proof.ts';
import type { LogContinues } from '#rooms/transparency-log/log.schema.ts';

export type Checkpoint = NonNullable<LogContinues['checkpoint']>;

/** Whether the log continues from the stored checkpoint. A broken verdict has the stored and the current checkpoint. */
export type LogVerdict = { holds: true; store: Checkpoint | null } | { holds: false; stored: Checkpoint; current: Checkpoint | null };

/**
 * Compares the kept checkpoint with what the server shows. The proof is checked here, because the server is not trusted. In an exercise a log of another name
 * is a new exercise, not a fault.
 */
export async function compareWithStored(
  stored: Checkpoint | null,
  { checkpoint, proof }: LogContinues,
  exercise = false,
): Promise<LogVerdict> {
  if (stored === null) return { holds: true, store: checkpoint };
  if (exercise && checkpoint?.origin !== stored.origin) return { holds: true, store: checkpoint };
  const broken = { holds: false, stored, current: checkpoint } as const;
  if (checkpoint === null || checkpoint.origin !== stored.origin) return broken;
  try {
    const holds = await verifyConsistency(stored.size, checkpoint.size, bytesOf(stored.root), bytesOf(checkpoint.root), proof.map(bytesOf));
    return holds ? { holds, store: checkpoint } : broken;
  } catch {
    return broken;
  }
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
