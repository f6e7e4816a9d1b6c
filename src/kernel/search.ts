/** The longest query, and the most terms of it that are read. */
export const MAX_QUERY = 100;
export const MAX_TERMS = 6;
/** A term of at least this many letters may contain one typing error. */
export const MIN_TYPO_LETTERS = 4;
/** Deletions are made of the first letters of a word only, here and in platform.search_keys. */
export const MAX_KEY_LETTERS = 8;

// Letters that Unicode does not decompose. platform.fold_text has the same list.
const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ς: 'σ' };
// What separates words: punctuation and spaces of ASCII, Latin-1 and the block of general punctuation. platform.search_keys has the same class.
const SEPARATORS = /[\p{Cc}\x20-\x2f\x3a-\x40\x5b-\x60\x7b-\u00bf\u2000-\u206f]+/u;

/** A text without accents and capitals: `Évrand` becomes `evrand`, `Ærø` becomes `aero`. Both sides of a search are folded. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþıς]/g, (letter) => LETTERS[letter]!);
}

/** The folded words of texts. */
export function wordsOf(...texts: readonly string[]): string[] {
  return texts.flatMap((text) => foldText(text).split(SEPARATORS)).filter((word) => word !== '');
}

/** The terms of a query: its first words, each once. */
export function termsOf(query: string): string[] {
  return [...new Set(wordsOf(query.slice(0, MAX_QUERY)))].slice(0, MAX_TERMS);
}

/**
 * How a term matches: a word of the name as a whole, as its beginning, or as its beginning with one typing error; or a word of a longer text, without an error.
 */
export const CLOSENESS = { word: 0, beginning: 1, typo: 2, text: 3 } as const;
export type Closeness = (typeof CLOSENESS)[keyof typeof CLOSENESS];

/** How a folded term matches a folded word, or null. */
export function closenessOf(term: string, word: string): Closeness | null {
  if (word === term) return CLOSENESS.word;
  if (word.startsWith(term)) return CLOSENESS.beginning;
  return term.length >= MIN_TYPO_LETTERS && beginsWithOneEdit(term, word) ? CLOSENESS.typo : null;
}

/** The best match of each term among the words of a name, and then of a longer text; null for a term that matches none. */
export function matchTerms(terms: readonly string[], words: readonly string[], text: readonly string[] = []): (Closeness | null)[] {
  return terms.map((term) => {
    let best: Closeness | null = null;
    for (const word of words) {
      const found = closenessOf(term, word);
      if (found !== null && (best === null || found < best)) best = found;
      if (best === CLOSENESS.word) break;
    }
    if ((best === null || best === CLOSENESS.typo) && text.some((word) => word.startsWith(term))) return CLOSENESS.text;
    return best;
  });
}

/** The term and every text that it becomes without one of its first letters. */
export function keysOfTerm(term: string): string[] {
  if (term.length < MIN_TYPO_LETTERS) return [];
  return [...new Set([...term.slice(0, MAX_KEY_LETTERS)].map((_, at) => term.slice(0, at) + term.slice(at + 1)))];
}

/** Where the terms match in a text: pairs of first and last place, in order, for marking. */
export function placesOf(terms: readonly string[], text: string): [from: number, to: number][] {
  const places: [number, number][] = [];
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const folded = foldText(word);
    const lengths = terms.flatMap((term) => {
      const found = closenessOf(term, folded);
      return found === null ? [] : [found === CLOSENESS.beginning ? term.length : word.length];
    });
    // A folded letter can be longer than the letter itself. Then the whole word is marked.
    if (lengths.length > 0) places.push([index, index + (folded.length === word.length ? Math.max(...lengths) : word.length)]);
  }
  return places;
}

// The first difference decides which edit is needed: a wrong letter, an additional one, a missing one, or two letters in the wrong order.
function beginsWithOneEdit(term: string, word: string): boolean {
  let at = 0;
  while (at < term.length && term[at] === word[at]) at++;
  // Most words differ in the next letters too: this is decided without making a text.
  if (at < term.length - 1 && term[at + 1] !== word[at + 1] && term[at + 1] !== word[at] && term[at] !== word[at + 1]) return false;
  const restMatches = (from: number, to: number) => word.startsWith(term.slice(from), to);
  return (
    restMatches(at + 1, at + 1) ||
    restMatches(at + 1, at) ||
    restMatches(at, at + 1) ||
    (term[at] === word[at + 1] && term[at + 1] === word[at] && restMatches(at + 2, at + 2))
  );
}
