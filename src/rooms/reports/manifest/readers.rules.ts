import type { ListedReader, Manifest } from './manifest.ts';

/** Whom a report is about: units, each from the party down, and readers whom the reporter names by number. It stays in the browser. */
export type About = { readonly units: readonly (readonly string[])[]; readonly readers: readonly number[] };

/** Readers who are never left out at random: who is on duty today, and who is next. */
export type OnDuty = { readonly duty: number | null; readonly next: number | null };

/** The number of readers from which on one is left out at random. */
export const LEAVE_ONE_OUT_FROM = 5;
const MIN_READERS = 2;

/**
 * Whether a reader may be close to what a report is about: named by the reporter, of that unit or of a part of it, or in a unit above it. What is not known of a
 * unit excludes nobody.
 */
export function isExcluded({ number, unit }: Pick<ListedReader, 'number' | 'unit'>, { units, readers }: About): boolean {
  return readers.includes(number) || units.some((about) => about.length > 0 && isWithin(unit, about));
}

/** Whether one of two paths begins with the other. */
function isWithin(one: readonly string[], other: readonly string[]): boolean {
  const length = Math.min(one.length, other.length);
  return length > 0 && one.slice(0, length).every((name, at) => name === other[at]);
}

/**
 * The readers to whom a report is encrypted. An answer of the reporter only removes readers. If it removes none of five or more, one is left out at random: so one
 * missing number does not show whether a report is about a reader's unit, nor about which. Never left out at random are who is on duty, who is next, the parent's duty and
 * child protection. Null where fewer than two are left: then nothing is encrypted, and the page offers the channel above. `random` answers a whole number below
 * its argument, all equally likely.
 */
export function readersFor(
  manifest: Manifest,
  about: About,
  { duty, next }: OnDuty,
  random: (below: number) => number,
): ListedReader[] | null {
  const left = manifest.readers.filter((reader) => !isExcluded(reader, about));
  if (left.length < MIN_READERS) return null;
  if (left.length < LEAVE_ONE_OUT_FROM || left.length < manifest.readers.length) return left;
  const may = left.filter((reader) => reader.function === 'reader' && reader.number !== duty && reader.number !== next);
  const out = may.length === 0 ? undefined : may[random(may.length)];
  return left.filter((reader) => reader !== out);
}

/** A whole number from 0 to below `below`, all equally likely. */
export function randomBelow(below: number): number {
  const max = 2 ** 32 - (2 ** 32 % below);
  for (;;) {
    const [value] = crypto.getRandomValues(new Uint32Array(1));
    if (value! < max) return value! % below;
  }
}
