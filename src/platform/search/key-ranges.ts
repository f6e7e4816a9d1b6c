import { keysOfTerm } from '#kernel/search.ts';

/** Greater than every text that begins with a key: the end of its range in an index. */
export const END = '\u{10ffff}';

/**
 * The ranges of keys (platform.search_keys) in which a term is found: words that begin with it, words that lack one of its letters, words without one letter that
 * begin with it, and words without one letter that begin with the term without one.
 */
export function rangesOf(term: string): { edits: number[]; keys: string[] } {
  const shorter = keysOfTerm(term);
  const typo = shorter.length === 0 ? [] : [term, ...shorter];
  return { edits: [0, ...shorter.map(() => 0), ...typo.map(() => 1)], keys: [term, ...shorter, ...typo] };
}
