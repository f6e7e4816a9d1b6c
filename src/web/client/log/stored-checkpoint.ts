import { queryOptions } from '@tanstack/react-query';
import { get } from '../api.ts';
import { CHECKPOINT_KEY } from '../device.ts';
import { type Checkpoint, compareWithStored } from './continued-log.rules.ts';

/**
 * When the log is checked: when the desk opens, and every hour after that. A checkpoint that continues the last one replaces it; otherwise the old one is kept.
 */
export const logCheckQuery = (exercise: boolean) =>
  queryOptions({
    queryKey: ['log-check'],
    staleTime: 3_600_000,
    refetchInterval: 3_600_000,
    queryFn: async ({ signal }) => {
      const stored = readStored();
      const answer = await get('/log/continues', { size: stored?.size ?? 0 }, signal);
      const verdict = await compareWithStored(stored, answer, exercise);
      if (verdict.holds && verdict.store) storeCheckpoint(verdict.store);
      return verdict;
    },
  });

/** Keeps a checkpoint from now on, even one that does not continue the last, because a person decided so. */
export function storeCheckpoint(checkpoint: Checkpoint | null): void {
  try {
    if (checkpoint === null) localStorage.removeItem(CHECKPOINT_KEY);
    else localStorage.setItem(CHECKPOINT_KEY, JSON.stringify(checkpoint));
  } catch {
    // A browser without storage checks nothing; others do.
  }
}

function readStored(): Checkpoint | null {
  try {
    const { origin, size, root, day } = JSON.parse(localStorage.getItem(CHECKPOINT_KEY) ?? 'null') as Checkpoint;
    return typeof origin === 'string' && Number.isSafeInteger(size) && typeof root === 'string' && typeof day === 'string'
      ? { origin, size, root, day }
      : null;
  } catch {
    return null;
  }
}
