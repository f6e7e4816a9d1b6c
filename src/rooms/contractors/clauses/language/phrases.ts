import type { Word } from './words.ts';

/** A place in a list of words: from `start` up to, and without, `end`. */
export type Span = { readonly start: number; readonly end: number };
type Step = { readonly words: ReadonlySet<string>; readonly beginnings: readonly string[] } | { readonly most: number };

// Words that a gap (..) and an optional word (?) may match.
const GAPS = new Map([
  ['..', 6],
  ['?', 1],
]);
const compiled = new Map<string, readonly Step[]>();

/**
 * A phrase as data: words, `traffick*` for every word that begins so, `shall|must` for one of several, `..` for up to six words of any kind, `?` for one or none.
 * Written without accents and hyphens.
 */
export type Phrase = string;

/** The words, or beginnings of words, that one place of a phrase allows. */
export const choicesOf = (word: string): readonly string[] => word.split('|');

function stepsOf(phrase: Phrase): readonly Step[] {
  const known = compiled.get(phrase);
  if (known !== undefined) return known;
  const steps = phrase.split(' ').map((word): Step => {
    const most = GAPS.get(word);
    if (most !== undefined) return { most };
    const [whole, begun] = [false, true].map((begins) => choicesOf(word).filter((choice) => choice.endsWith('*') === begins));
    return { words: new Set(whole), beginnings: begun!.map((choice) => choice.slice(0, -1)) };
  });
  compiled.set(phrase, steps);
  return steps;
}

function endOf(words: readonly Word[], at: number, steps: readonly Step[], step: number): number | null {
  const next = steps[step];
  if (next === undefined) return at;
  if ('most' in next) {
    for (let skipped = 0; skipped <= next.most; skipped++) {
      const end = endOf(words, at + skipped, steps, step + 1);
      if (end !== null) return end;
    }
    return null;
  }
  const word = words[at]?.word;
  if (word === undefined || !(next.words.has(word) || next.beginnings.some((beginning) => word.startsWith(beginning)))) return null;
  return endOf(words, at + 1, steps, step + 1);
}

// The phrases of a list by the word, or the first letters of the word, with which they begin: a text is compared with few of them.
type Begins = { readonly words: Map<string, (readonly Step[])[]>; readonly letters: Map<string, (readonly Step[])[]> };
const LETTERS = 2;
const begins = new WeakMap<readonly Phrase[], Begins>();

function beginsOf(phrases: readonly Phrase[]): Begins {
  const known = begins.get(phrases);
  if (known !== undefined) return known;
  const made: Begins = { words: new Map(), letters: new Map() };
  for (const phrase of phrases) {
    const steps = stepsOf(phrase);
    const first = steps[0]!;
    if ('most' in first) continue;
    const add = (group: Map<string, (readonly Step[])[]>, key: string) => {
      const same = group.get(key);
      if (same === undefined) group.set(key, [steps]);
      else if (same.at(-1) !== steps) same.push(steps);
    };
    for (const word of first.words) add(made.words, word);
    for (const beginning of first.beginnings) add(made.letters, beginning.slice(0, LETTERS));
  }
  begins.set(phrases, made);
  return made;
}

/** Every place of any of the phrases, in order. */
export function findPhrases(words: readonly Word[], phrases: readonly Phrase[]): Span[] {
  const { words: whole, letters } = beginsOf(phrases);
  const found: Span[] = [];
  for (let start = 0; start < words.length; start++) {
    const { word } = words[start]!;
    for (const steps of [whole.get(word), letters.get(word.slice(0, LETTERS)), letters.get(word.slice(0, 1))])
      for (const one of steps ?? []) {
        const end = endOf(words, start, one, 0);
        if (end !== null) found.push({ start, end });
      }
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** The words of phrases, for a vocabulary; beginnings and gaps are left out. */
export function vocabularyOf(phrases: readonly Phrase[]): string[] {
  return phrases.flatMap((phrase) =>
    phrase
      .split(' ')
      .flatMap(choicesOf)
      .filter((word) => !word.endsWith('*') && !GAPS.has(word)),
  );
}
