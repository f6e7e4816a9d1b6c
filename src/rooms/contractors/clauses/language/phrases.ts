import type { Word } from './words.ts';

/** A place in a list of words: from `start` up to, and without, `end`. */
export type Span = { readonly start: number; readonly end: number };
type Step = { readonly word: string; readonly kind: 'word' | 'prefix' | 'gap' };

// Words that a gap (..) may stand for.
const LONGEST_GAP = 6;
const compiled = new Map<string, readonly Step[]>();

/** A phrase as data: words, `traffick*` for every word that begins so, `..` for up to six words of any kind. Written without accents and hyphens. */
export type Phrase = string;

function stepsOf(phrase: Phrase): readonly Step[] {
  const known = compiled.get(phrase);
  if (known !== undefined) return known;
  const steps = phrase.split(' ').map((word): Step => {
    if (word === '..') return { word, kind: 'gap' };
    return word.endsWith('*') ? { word: word.slice(0, -1), kind: 'prefix' } : { word, kind: 'word' };
  });
  compiled.set(phrase, steps);
  return steps;
}

/** Every place of a phrase. */
export function findPhrase(words: readonly Word[], phrase: Phrase): Span[] {
  const steps = stepsOf(phrase);
  const found: Span[] = [];
  for (let start = 0; start < words.length; start++) {
    const end = endOf(words, start, steps, 0);
    if (end !== null) found.push({ start, end });
  }
  return found;
}

function endOf(words: readonly Word[], at: number, steps: readonly Step[], step: number): number | null {
  const next = steps[step];
  if (next === undefined) return at;
  if (next.kind === 'gap') {
    for (let skipped = 0; skipped <= LONGEST_GAP; skipped++) {
      const end = endOf(words, at + skipped, steps, step + 1);
      if (end !== null) return end;
    }
    return null;
  }
  const word = words[at]?.word;
  if (word === undefined || (next.kind === 'word' ? word !== next.word : !word.startsWith(next.word))) return null;
  return endOf(words, at + 1, steps, step + 1);
}

/** Every place of any of the phrases, in order. */
export function findPhrases(words: readonly Word[], phrases: readonly Phrase[]): Span[] {
  return phrases.flatMap((phrase) => findPhrase(words, phrase)).sort((a, b) => a.start - b.start || b.end - a.end);
}

/** The words of phrases, for a vocabulary; beginnings and gaps are left out. */
export function vocabularyOf(phrases: readonly Phrase[]): string[] {
  return phrases.flatMap((phrase) => phrase.split(' ').filter((word) => !word.endsWith('*') && word !== '..'));
}
