import type { OnDuty } from '../manifest/readers.rules.ts';
import type { Clocks } from './clock-parameters.ts';

/** A report of danger that nobody has taken: for how many minutes, and the readers who hold a wrap of it, by number. Who was left out is not among them. */
export type OpenDanger = OnDuty & {
  readonly minutes: number;
  readonly holders: readonly number[];
  /** Holders of the parent's duty. */
  readonly parents: readonly number[];
  /** Readers whose mail could not be sent: they count as not notified. */
  readonly unreached: readonly number[];
};

/**
 * Which readers should have been notified by now that danger waits (A1.5): who is on duty at once, the next on the roster after `dangerMinutes`, the parent's
 * duty after `parentMinutes`. Where one of them does not exist or cannot be reached, those after them are notified at once. Where none of these is left, every
 * reader who holds the report is notified. A reader without a wrap never is. Pure.
 */
export function whoIsTold(
  { minutes, duty, next, parents, holders, unreached }: OpenDanger,
  { dangerMinutes, parentMinutes }: Pick<Clocks, 'dangerMinutes' | 'parentMinutes'>,
): number[] {
  const holding = (numbers: readonly (number | null)[]) => numbers.filter((one) => one !== null && holders.includes(one)) as number[];
  const steps = [
    { after: 0, readers: holding([duty]) },
    { after: dangerMinutes, readers: holding([next]) },
    { after: parentMinutes, readers: holding(parents) },
  ];
  const told: number[] = [];
  let reached = false;
  for (const { after, readers } of steps) {
    // A step is due by its clock, or because nobody of the steps before it was reached.
    if (minutes < after && reached) break;
    told.push(...readers);
    reached ||= readers.some((reader) => !unreached.includes(reader));
  }
  const isLast = minutes >= parentMinutes && !parents.some((one) => holders.includes(one) && !unreached.includes(one));
  return [...new Set(reached && !isLast ? told : [...told, ...holders])];
}
