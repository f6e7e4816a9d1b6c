/** Stored times given to statements that are not stored yet: until they are, nothing later can be called complete. */
const inProgress = new Set<number>();
let last = 0;

/** Gives each of so many statements its own time in microseconds, and keeps the first as pending until `work` ends. */
export async function atMoments<T>(now: Date, count: number, work: (micros: number) => Promise<T>): Promise<T> {
  const first = Math.max(now.getTime() * 1000, last + 1);
  last = first + Math.max(count, 1) - 1;
  inProgress.add(first);
  try {
    return await work(first);
  } finally {
    inProgress.delete(first);
  }
}

/**
 * Up to when everything this process stored can be read: now, or just before the oldest pending statement. Another process of the same installation may still
 * be storing statements it began a moment earlier.
 */
export function consistentThrough(now: Date): Date {
  const oldest = Math.min(...inProgress);
  return Number.isFinite(oldest) ? new Date(Math.min(now.getTime(), Math.floor(oldest / 1000) - 1)) : now;
}
