import type { Day } from '#kernel/day.ts';
import type { ReportWords } from '../../../worker/protocol.ts';

/** A report as it was opened in this browser, with the day on which it came. */
export type Opened = ReportWords & { readonly day: Day };

// Shorter words are the same in any two reports.
const MIN_LETTERS = 4;
const NEAR_DAYS = 7;
const DAY_MS = 86_400_000;
/** From here on two reports are said to be alike. */
export const ALIKE = 0.3;

/**
 * How alike two reports are, from 0 to 1: the shares of words in common of the text and of the place, halved where they came more than a week apart. It is worked
 * out in the reader's browser, and is a hint: a reader decides.
 */
export function likeness(one: Opened, other: Opened): number {
  const words = share(wordsOf(one.text), wordsOf(other.text));
  const place = share(wordsOf(one.answers.where), wordsOf(other.answers.where));
  const days = Math.abs(Date.parse(one.day) - Date.parse(other.day)) / DAY_MS;
  return ((words + place) / 2) * (days <= NEAR_DAYS ? 1 : 0.5);
}

function share(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const least = Math.min(one.size, other.size);
  return least === 0 ? 0 : [...one].filter((word) => other.has(word)).length / least;
}

function wordsOf(text: unknown): ReadonlySet<string> {
  if (typeof text !== 'string') return new Set();
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return new Set(plain.match(/[\p{L}\p{Nd}]+/gu)?.filter((word) => word.length >= MIN_LETTERS) ?? []);
}
