import { verifyConsistency } from '#kernel/merkle-proof.ts';
import type { LogContinues } from '#rooms/transparency-log/log.schema.ts';

export type Checkpoint = NonNullable<LogContinues['checkpoint']>;

/** Whether the log continues from the checkpoint this browser kept. `broken` carries the kept and the current checkpoint. */
export type LogVerdict = { holds: true; keep: Checkpoint | null } | { holds: false; kept: Checkpoint; shown: Checkpoint | null };

/**
 * Compares the kept checkpoint with what the server shows. The proof is checked here, because the server is not trusted. In an exercise a log of another name
 * is a new exercise, not a fault.
 */
export async function compareWithKept(kept: Checkpoint | null, { checkpoint, proof }: LogContinues, exercise = false): Promise<LogVerdict> {
  if (kept === null) return { holds: true, keep: checkpoint };
  if (exercise && checkpoint?.origin !== kept.origin) return { holds: true, keep: checkpoint };
  const broken = { holds: false, kept, shown: checkpoint } as const;
  if (checkpoint === null || checkpoint.origin !== kept.origin) return broken;
  try {
    const holds = await verifyConsistency(kept.size, checkpoint.size, bytesOf(kept.root), bytesOf(checkpoint.root), proof.map(bytesOf));
    return holds ? { holds, keep: checkpoint } : broken;
  } catch {
    return broken;
  }
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
