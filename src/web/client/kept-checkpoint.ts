import { queryOptions } from '@tanstack/react-query';
import { get } from './api.ts';
import { type Checkpoint, compareWithKept } from './continued-log.rules.ts';

/** What this browser keeps of the log: the last published checkpoint it saw. The desk keeps it after signing out, like the language. */
export const KEPT_CHECKPOINT = 'manumit.log';

/** How the log is checked: when the desk opens, and every hour after that. What holds is kept from then on; what does not is kept as it was. */
export const logCheckQuery = (exercise: boolean) =>
  queryOptions({
    queryKey: ['log-check'],
    staleTime: 3_600_000,
    refetchInterval: 3_600_000,
    queryFn: async ({ signal }) => {
      const kept = readKept();
      const answer = await get('/log/continues', { size: kept?.size ?? 0 }, signal);
      const verdict = await compareWithKept(kept, answer, exercise);
      if (verdict.holds && verdict.keep) keepCheckpoint(verdict.keep);
      return verdict;
    },
  });

/** Keeps a checkpoint from now on, also one that does not continue the last: somebody decided so. */
export function keepCheckpoint(checkpoint: Checkpoint | null): void {
  try {
    if (checkpoint === null) localStorage.removeItem(KEPT_CHECKPOINT);
    else localStorage.setItem(KEPT_CHECKPOINT, JSON.stringify(checkpoint));
  } catch {
    // A browser that keeps nothing checks nothing; others do.
  }
}

function readKept(): Checkpoint | null {
  try {
    const { origin, size, root, day } = JSON.parse(localStorage.getItem(KEPT_CHECKPOINT) ?? 'null') as Checkpoint;
    return typeof origin === 'string' && Number.isSafeInteger(size) && typeof root === 'string' && typeof day === 'string'
      ? { origin, size, root, day }
      : null;
  } catch {
    return null;
  }
}
