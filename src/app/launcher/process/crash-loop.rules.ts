/** So many ends of the web process within `WITHIN_MS` are a crash loop: it is named, and the pause before the next start is long. */
export const LOOP_ENDS = 5;
/** Milliseconds over which ends are counted: ten minutes. */
export const WITHIN_MS = 10 * 60_000;
/** Pauses before the next start, in milliseconds, by the number of ends within `WITHIN_MS`: an end now and then costs nobody more than the start itself. */
const PAUSES_MS = [0, 1_000, 2_000, 5_000];
const LOOP_PAUSE_MS = 30_000;

/** What is done after an end of the web process. It is always started again: the database serves others too, and whoever runs it is told. */
export type NextStart = {
  /** The ends that count, the last one included, as times in milliseconds. */
  readonly ends: readonly number[];
  readonly pauseMs: number;
  /** True where the ends come so often that something is wrong that starting again does not mend. */
  readonly loop: boolean;
};

/** What follows an end of the web process now, after the ends before it (times in milliseconds). Pure. */
export function afterEnd(before: readonly number[], now: number): NextStart {
  const ends = [...before.filter((at) => now - at < WITHIN_MS), now];
  const loop = ends.length >= LOOP_ENDS;
  return { ends, loop, pauseMs: loop ? LOOP_PAUSE_MS : (PAUSES_MS[ends.length - 1] ?? LOOP_PAUSE_MS) };
}
