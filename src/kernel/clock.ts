/** Gives the present time. Rules never call it: they take `now` as a value. */
export type Clock = () => Date;

/** The machine's clock. */
export const systemClock: Clock = () => new Date();

/** A stopped clock, for tests and for the exercise's past. */
export function stoppedClock(at: string | Date): Clock {
  const instant = new Date(at);
  return () => new Date(instant);
}
