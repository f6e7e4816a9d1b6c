import { readFileSync } from 'node:fs';
import { AppError } from '#kernel/errors.ts';
import './errors.ts';

/** Passwords that are guessed first; the file says where they come from. */
const COMMON = new Set(
  readFileSync(new URL('./common-passwords.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('# ')),
);
const ROWS = ['0123456789012345678901234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm', 'azertyuiopqsdfghjklmwxcvbn'];
/** The product, and what a password is called in its two languages: with anything short around them, or between. */
const FIRST_WORDS = ['manumit', 'password', 'motdepasse'];
const [LONGEST_REPEATED, SHORTEST_WORD, LEAST_OF_ONES_OWN] = [8, 3, 4];

const fold = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
const wordsOf = (text: string) => text.split(/[^\p{L}\p{N}]+/u).map(fold);
/** Without figures and signs at either end, which is where people add them. */
const coreOf = (text: string) => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');

/**
 * Whether a password is among the first that somebody guesses: a common one, also with capitals, spaces, or figures and signs around it; a row of keys; a short
 * piece repeated; or little more than the product's name or what is known of the person (`own`: name, address).
 */
export function isGuessedFirst(password: string, own: readonly (string | null)[] = []): boolean {
  const folded = fold(password);
  const isCommon = (text: string) => COMMON.has(text) || COMMON.has(coreOf(text));
  if (isCommon(folded) || ROWS.some((row) => row.includes(folded) || row.includes([...folded].reverse().join('')))) return true;
  const repeats = (folded + folded).indexOf(folded, 1);
  if (repeats <= LONGEST_REPEATED && repeats < folded.length) return true;
  const words = [...FIRST_WORDS, ...own.flatMap((text) => [fold(text ?? ''), ...wordsOf(text ?? '')])].filter(
    (word) => word.length >= SHORTEST_WORD,
  );
  // The longest first, so that a whole address goes before its parts.
  const rest = words.toSorted((a, b) => b.length - a.length).reduce((text, word) => text.replaceAll(word, ''), folded);
  return rest !== folded && (coreOf(rest).length < LEAST_OF_ONES_OWN || isCommon(rest));
}

/** Refuses a password that is guessed first. */
export function refuseGuessedFirst(password: string, own: readonly (string | null)[]): void {
  if (isGuessedFirst(password, own)) throw new AppError('people/password-common', { field: 'password' });
}
