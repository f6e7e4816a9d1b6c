import { setTimeout as wait } from 'node:timers/promises';

/** An answer leaves after this time or a multiple of it. The work for it takes a few milliseconds. */
export const STEP_MS = 20;

/**
 * Answers with what this work answers, at the end of a step that began when the work did: how long it took does not show. A timer that is set after the work would
 * fire later where the work was longer.
 */
export async function inSteps<T>(work: Promise<T>): Promise<T> {
  let isDone = false;
  const end = () => {
    isDone = true;
  };
  work.then(end, end);
  do await wait(STEP_MS);
  while (!isDone);
  return work;
}
