/** This many exits of the web process within `WITHIN_MS` are a crash loop: it is reported, and the pause before the next start is long. */
export const MIN_LOOP_EXITS = 5;
/** Milliseconds over which exits are counted: ten minutes. */
export const LOOP_WINDOW_MS = 10 * 60_000;
/** Pauses before the next start, in milliseconds, by the number of exits within `WITHIN_MS`: a rare exit costs users no more than the start itself. */
const PAUSES_MS = [0, 1_000, 2_000, 5_000];
const LOOP_PAUSE_MS = 30_000;

/** What happens after an exit of the web process. It is always restarted: the database serves other processes too, and the operator sees the report. */
export type NextStart = {
  /** The exits that count, the last one included, as times in milliseconds. */
  readonly exits: readonly number[];
  readonly pauseMs: number;
  /** True where exits are so frequent that a restart does not remove the cause. */
  readonly isLoop: boolean;
};

/** What follows an exit of the web process now, after the exits before it (times in milliseconds). Pure. */
export function planRestart(earlierExits: readonly number[], now: number): NextStart {
  const exits = [...earlierExits.filter((at) => now - at < LOOP_WINDOW_MS), now];
  const isLoop = exits.length >= MIN_LOOP_EXITS;
  return { exits, isLoop, pauseMs: isLoop ? LOOP_PAUSE_MS : (PAUSES_MS[exits.length - 1] ?? LOOP_PAUSE_MS) };
}
