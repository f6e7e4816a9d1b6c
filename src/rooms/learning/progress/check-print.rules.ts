import { createHash } from 'node:crypto';
import type { ReadModule } from '#rooms/courses/index.ts';
import type { Drawn } from './check.rules.ts';

/**
 * A fingerprint (SHA-256, hexadecimal) of the questions of a check: their words, their answers and their key of today. Null if one no longer exists. A page
 * submits it with the answers, so that answers to earlier words are not graded by the words of today. Pure.
 */
export function checkPrint({ lessons }: ReadModule, drawn: readonly Drawn[]): string | null {
  const asked = drawn.map(({ lesson, item }) => lessons.find(({ id }) => id === lesson)?.items.find(({ id }) => id === item));
  if (asked.some((item) => item === undefined)) return null;
  const seen = asked.map((item) => ({ ...item, feedback: null, tests: null }));
  return createHash('sha256').update(JSON.stringify(seen)).digest('hex');
}
