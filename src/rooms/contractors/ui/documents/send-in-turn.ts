/**
 * Does work on jobs, `atOnce` at a time, in the order in which they are added: those added while others run wait their turn. `work` never rejects; `idle` is
 * called each time the last job is done. The answer adds jobs, and says whether none was running.
 */
export function sendInTurn<Job>(atOnce: number, work: (job: Job) => Promise<void>, idle: () => void): (jobs: readonly Job[]) => boolean {
  const waiting: Job[] = [];
  let busy = 0;
  const next = (): void => {
    const job = waiting.shift();
    if (job === undefined) return;
    busy += 1;
    void work(job).then(() => {
      busy -= 1;
      next();
      if (busy === 0) idle();
    });
  };
  return (jobs) => {
    const isFirst = busy === 0;
    waiting.push(...jobs);
    while (busy < atOnce && waiting.length > 0) next();
    return isFirst;
  };
}
