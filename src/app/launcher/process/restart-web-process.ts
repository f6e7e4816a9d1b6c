import { setTimeout as pause } from 'node:timers/promises';
import { LOOP_WINDOW_MS, planRestart } from './crash-loop.rules.ts';
import type { WebProcess } from './web-process.ts';

/** Why the whole program ends. */
type ProgramEnd = Promise<'stop' | 'lost'>;
/** Starts a web process. Where `ending` fires before it accepts requests, stops it and throws. */
type StartWeb = (ending: AbortSignal) => Promise<WebProcess>;
/** A web process that accepts requests, or why there is none. */
type StartResult = { web: WebProcess } | { web?: never; event: 'stop' | 'lost' };

/** Starts the web process. If the program must end meanwhile, stops the starting process first. Throws what `start` throws. */
export async function startUnlessEnding(start: StartWeb, programEnd: ProgramEnd): Promise<StartResult> {
  const ending = new AbortController();
  void programEnd.then(() => ending.abort());
  try {
    return { web: await start(ending.signal) };
  } catch (error) {
    if (ending.signal.aborted) return { event: await programEnd };
    throw error;
  }
}

/** Restarts the web process as often as needed, with a growing pause. Gives up only where the program ends meanwhile. `ends` are the times of earlier exits. */
export async function restartWebProcess(
  start: StartWeb,
  { ends: before, programEnd, log }: { ends: readonly number[]; programEnd: ProgramEnd; log: (line: string) => void },
): Promise<StartResult & { ends: readonly number[] }> {
  for (let ends = before; ; ) {
    const next = planRestart(ends, Date.now());
    ends = next.exits;
    if (next.isLoop)
      log(
        `The web process ended ${ends.length} times within ${LOOP_WINDOW_MS / 60_000} minutes: a crash loop. The database stays up; the next start is in ${next.pauseMs / 1000} seconds.`,
      );
    const pauseOver = new AbortController();
    const event = await Promise.race([programEnd, pause(next.pauseMs, undefined, { signal: pauseOver.signal })]);
    // A pending pause would keep the program from ending.
    pauseOver.abort();
    if (event !== undefined) return { event, ends };
    try {
      return { ...(await startUnlessEnding(start, programEnd)), ends };
    } catch (error) {
      log((error as Error).message);
    }
  }
}
