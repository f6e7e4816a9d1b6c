import { readFileSync } from 'node:fs';
import { AppError } from '#kernel/errors.ts';
import '../errors.ts';
import { isWalkOfKeys } from './keyboard-walk.rules.ts';
import { bare, withoutLookAlikes } from './look-alikes.rules.ts';

const linesOf = (file: string) =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('# '));
/** Passwords and words that are guessed first; each file names its source. */
const COMMON = new Set(['./common-passwords.txt', './common-words-fr.txt'].flatMap(linesOf));
// Digits, letters, and the upper row of a French keyboard without the shift key.
const ROWS = ['0123456789012345678901234567890', 'abcdefghijklmnopqrstuvwxyz', bare('&é"\'(-è_çà)=')];
/** The product's name, and common words of passwords in its two languages: refused with anything short around or between them. */
const FIRST_WORDS = ['manumit', 'password', 'motdepasse', 'azerty', 'qwerty', 'jetaime', 'monamour'];
const [LONGEST_REPEATED, SHORTEST_WORD, MIN_OF_ONES_OWN, SHORTEST_CORE, FEWEST_SEEN] = [8, 3, 4, 6, 8];

const wordsOf = (text: string) => text.split(/[^\p{L}\p{N}]+/u).map(bare);
/** Strips digits and signs at either end, where people add them. */
const coreOf = (text: string) => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
const isCommon = (text: string) => COMMON.has(text) || COMMON.has(coreOf(text));
const unsigned = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Whether a password is among the first that an attacker guesses: a common one or a French word, also with capitals, accents, spaces, invisible characters,
 * look-alike letters, or digits and signs around it; few visible characters among many invisible ones; a walk over a keyboard; a short repeated text; or little
 * more than the product's name or what is known of the person (`own`: name, address). Called where a password is set, never where one opens an account.
 */
export function isGuessedFirst(password: string, own: readonly (string | null)[] = []): boolean {
  const folded = bare(password);
  if ([...folded].length < FEWEST_SEEN) return true;
  const readings = new Set([folded, ...withoutLookAlikes(folded)].flatMap((text) => [text, unsigned(text)]));
  const words = [...FIRST_WORDS, ...own.flatMap((text) => [bare(text ?? ''), ...wordsOf(text ?? '')])].filter(
    (word) => word.length >= SHORTEST_WORD,
  );
  // The longest first, so that a whole address is removed before its parts.
  const longestFirst = words.toSorted((a, b) => b.length - a.length);
  return [...readings].some((text) => isPlain(text) || consistsOf(longestFirst, text));
}

function isPlain(text: string): boolean {
  const core = coreOf(text);
  return (
    isCommon(text) ||
    [text, ...(core.length < SHORTEST_CORE ? [] : [core])].some((one) => isRow(one) || isRepeated(one) || isWalkOfKeys(one))
  );
}

const isRow = (text: string) => ROWS.some((row) => row.includes(text) || row.includes([...text].reverse().join('')));

function isRepeated(text: string): boolean {
  const after = (text + text).indexOf(text, 1);
  return after <= LONGEST_REPEATED && after < text.length;
}

function consistsOf(words: readonly string[], text: string): boolean {
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), text);
  return rest !== text && (coreOf(rest).length < MIN_OF_ONES_OWN || isCommon(rest));
}

/** Refuses a password that is guessed first. */
export function refuseGuessedFirst(password: string, own: readonly (string | null)[]): void {
  if (isGuessedFirst(password, own)) throw new AppError('people/password-common', { field: 'password' });
}
