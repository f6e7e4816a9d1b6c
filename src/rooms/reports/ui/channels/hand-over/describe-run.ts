type Words = { stopped: string; before: string; done: string };

/**
 * The sentences about a run over pages: why it stopped, if it did, and what was done before, damaged and excluded reports included. After a failure without any
 * count they do not say that nothing was done: the answer to the first page may have been lost. Pure.
 */
export function describeRun(end: string, counts: Readonly<Record<string, number>>, { stopped, before, done }: Words): string {
  if (end === 'done') return done;
  if (Object.values(counts).some((count) => count > 0)) return `${stopped} ${before} ${done}`;
  return end === 'failed' ? stopped : `${stopped} ${done}`;
}
