import { setTimeout as pause } from 'node:timers/promises';
import { afterEnd, WITHIN_MS } from './crash-loop.rules.ts';
import type { WebProcess } from './web-process.ts';

/** Why the whole program ends. */
type Over = Promise<'stop' | 'lost'>;
/** Starts a web process. Where `ending` fires before it accepts requests, stops it and throws. */
type Start = (ending: AbortSignal) => Promise<WebProcess>;
/** A web process that accepts requests, or why there is none. */
type Started = { web: WebProcess } | { web?: never; event: 'stop' | 'lost' };

/** Starts the web process. If the program must end meanwhile, stops the starting process first. Throws what `start` throws. */
export async function startUnlessOver(start: Start, over: Over): Promise<Started> {
  const ending = new AbortController();
  void over.then(() => ending.abort());
  try {
    return { web: await start(ending.signal) };
  } catch (error) {
    if (ending.signal.aborted) return { event: await over };
    throw error;
  }
}

/** Restarts the web process as often as needed, with a growing pause. Gives up only where the program ends meanwhile. `ends` are the times of earlier exits. */
export async function startAgain(
  start: Start,
  { ends: before, over, log }: { ends: readonly number[]; over: Over; log: (line: string) => void },
): Promise<Started & { ends: readonly number[] }> {
  for (let ends = before; ; ) {
    const next = afterEnd(ends, Date.now());
    ends = next.ends;
    if (next.loop)
      log(
        `The web process ended ${ends.length} times within ${WITHIN_MS / 60_000} minutes: a crash loop. The database stays up; the next start is in ${next.pauseMs / 1000} seconds.`,
      );
    const awake = new AbortController();
    const event = await Promise.race([over, pause(next.pauseMs, undefined, { signal: awake.signal })]);
    // A pending pause would keep the program from ending.
    awake.abort();
    if (event !== undefined) return { event, ends };
    try {
      return { ...(await startUnlessOver(start, over)), ends };
    } catch (error) {
      log((error as Error).message);
    }
  }
}
