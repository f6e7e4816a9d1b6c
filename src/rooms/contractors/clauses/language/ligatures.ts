import { COMMON_IN_CHECKED } from './language-of.ts';
import type { Word } from './words.ts';

// Some PDFs have no code for the glyphs ff, fi, fl, ffi and ffl: the letters are gone, or a sign that means nothing, or a space, is in their place.
const LIGATURE = /ffi|ffl|ff|fi|fl/g;
const SIGN = /[\p{Co}\uFFFD]/u;
// A text of this many letters has some ligatures: in English and French one in about 150 letters.
const ENOUGH_LETTERS = 900;

/** Whether the letters ff, fi and fl are missing from a whole text: then they are lost, because no text of that length is without them. */
export function lacksLigatures(words: readonly Word[]): boolean {
  let letters = 0;
  for (const { word } of words) {
    if (/ff|fi|fl/.test(word)) return false;
    letters += word.length;
  }
  return letters >= ENOUGH_LETTERS || words.some(({ word }) => SIGN.test(word));
}

/**
 * Puts lost ligatures back into the words that a check looks for. `vocabulary` is every word of the wordings and rules. A word without its ligature, with a sign in
 * its place, or divided there by a space, becomes that word; all others stay. Only for a text that `lacksLigatures`.
 */
export function restoreLigatures(words: readonly Word[], vocabulary: ReadonlySet<string>): Word[] {
  const lost = new Map<string, string>();
  for (const word of vocabulary) {
    const bare = word.replace(LIGATURE, '');
    // "ne" is not what is left of "fine".
    if (bare !== word && bare.length >= 2 && !COMMON_IN_CHECKED.has(bare)) lost.set(bare, word);
  }
  const restored: Word[] = [];
  for (let at = 0; at < words.length; at++) {
    const here = words[at]!;
    const bare = here.word.replace(/[\p{Co}\uFFFD]/gu, '');
    // The longest: up to three parts, for two ligatures in one word.
    const parts = [3, 2, 1].find((count) => lost.has(joined(words, at, count)));
    if (parts === undefined) {
      restored.push(here);
      continue;
    }
    const whole = parts === 1 ? bare : joined(words, at, parts);
    restored.push({ word: lost.get(whole)!, start: here.start, end: words[at + parts - 1]!.end });
    at += parts - 1;
  }
  return restored;
}

function joined(words: readonly Word[], at: number, count: number): string {
  if (at + count > words.length) return '';
  return words
    .slice(at, at + count)
    .map(({ word }) => word.replace(/[\p{Co}\uFFFD]/gu, ''))
    .join('');
}
