import { isTestOld, type NumberTest } from '../help.rules.ts';

/** What the public lists of a party hold on a day: how many lists, how many numbers, and how many of these answered a test call in time. */
export type Directory = { readonly lists: number; readonly numbers: number; readonly answered: number };

/** Counts the numbers of published lists. A number counts as answered where its last test was, no longer than `days` ago. Pure. */
export function directoryOf(lists: number, tests: readonly NumberTest[], days: number, today: string): Directory {
  const answered = tests.filter(({ testedOn, result }) => testedOn !== null && result === 'answered' && !isTestOld(testedOn, days, today));
  return { lists, numbers: tests.length, answered: answered.length };
}

/**
 * What the lists mean for the obligation (A1.6): met where there is a number and each answered in time, else partly met. A party that publishes none and never did
 * says nothing by it: it may keep its directory elsewhere (null). One that published some and took them down has none now. Pure.
 */
export function saysOfDirectory({ lists, numbers, answered }: Directory, wasMeasured: boolean): 'met' | 'partly-met' | null {
  if (lists === 0) return wasMeasured ? 'partly-met' : null;
  return numbers > 0 && answered === numbers ? 'met' : 'partly-met';
}
