import { setTimeout as pause } from 'node:timers/promises';
import { afterEnd, WITHIN_MS } from './crash-loop.rules.ts';
import type { WebProcess } from './web-process.ts';

/** Why everything ends. */
type Over = Promise<'stop' | 'lost'>;
/** Starts a web process, and ends it and throws where `ending` comes before it takes requests. */
type Start = (ending: AbortSignal) => Promise<WebProcess>;
/** A web process that takes requests, or why there is none. */
type Started = { web: WebProcess } | { web?: never; event: 'stop' | 'lost' };

/** Starts the web process; where everything ends meanwhile, the one that is starting is ended first. Throws what `start` throws. */
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

/** Starts the web process again, as often as it takes and with a growing pause; gives up only where everything ends meanwhile. `ends` are the times of earlier ends. */
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
    // A pause that goes on would keep the program from ending.
    awake.abort();
    if (event !== undefined) return { event, ends };
    try {
      return { ...(await startUnlessOver(start, over)), ends };
    } catch (error) {
      log((error as Error).message);
    }
  }
}
