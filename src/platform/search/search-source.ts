import { CLOSENESS, type Closeness, matchTerms, wordsOf } from '#kernel/search.ts';
import type { Permission } from '../identity/subject.ts';
import type { QueryContext } from '../query.ts';
import type { SearchHit, SearchKind } from './search.schema.ts';

/** A hit with how each term matches it; null for a term that does not. */
export type RankedHit = { readonly hit: SearchHit; readonly matches: readonly (Closeness | null)[] };

/**
 * What one room contributes to the search (app/personal/search.ts). `find` reads under the claims of the reader: row-level security decides. It sends all its statements
 * without waiting, so that a search is one round trip. It returns at most `limit` hits of each kind, the best first; hits that match only some terms after those that match all.
 * `permissions`: one of them is needed; without any, the source is for everybody who is signed in.
 */
export type SearchSource = {
  readonly kinds: readonly SearchKind[];
  readonly permissions: readonly Permission[];
  readonly find: (context: QueryContext, terms: readonly string[], limit: number) => Promise<readonly RankedHit[]>;
};

/** Compares rows that were read under the claims of the reader with the terms, in memory. For sets of up to a few thousand rows. */
export function rankRows<Row>(
  rows: readonly Row[],
  terms: readonly string[],
  limit: number,
  of: { words: (row: Row) => readonly string[]; text?: (row: Row) => readonly string[]; hit: (row: Row) => SearchHit },
): RankedHit[] {
  return rows
    .flatMap((row) => {
      const matches = matchTerms(terms, of.words(row), of.text?.(row));
      return matches.some((match) => match !== null) ? [{ row, matches }] : [];
    })
    .sort((a, b) => rankOf(a.matches) - rankOf(b.matches))
    .slice(0, limit)
    .map(({ row, matches }) => ({ hit: of.hit(row), matches }));
}

/** The words of names in both languages and of other texts. A name that is the same in both counts once. Plain loops: a search asks it of every row it reads. */
export function wordsOfNames(names: readonly { en: string; fr: string }[], ...texts: readonly string[]): string[] {
  const words: string[] = [];
  for (const { en, fr } of names) {
    words.push(...wordsOfText(en));
    if (fr !== en) words.push(...wordsOfText(fr));
  }
  for (const text of texts) words.push(...wordsOfText(text));
  return words;
}

// Folding costs ten times as much as comparing, and each search reads the same names again. The words depend on the text alone, so they never grow old.
const foldedWords = new Map<string, readonly string[]>();
const MAX_FOLDED = 100_000;

function wordsOfText(text: string): readonly string[] {
  let words = foldedWords.get(text);
  if (words === undefined) {
    words = wordsOf(text);
    if (foldedWords.size >= MAX_FOLDED) foldedWords.clear();
    foldedWords.set(text, words);
  }
  return words;
}

/** A hit without the parts that most kinds do not have. */
export const hitOf = (hit: Pick<SearchHit, 'kind' | 'id' | 'name'> & Partial<SearchHit>): SearchHit => ({
  party: null,
  number: null,
  partyKind: null,
  clauseId: null,
  reconstructed: false,
  participation: null,
  ...hit,
});

const WEIGHT = { [CLOSENESS.word]: 0, [CLOSENESS.beginning]: 1, [CLOSENESS.text]: 10, [CLOSENESS.typo]: 100 } as const;
const MISSING_WEIGHT = 1000;

/** The lower the better: a missing term weighs more than all typing errors, and so on. */
export function rankOf(matches: readonly (Closeness | null)[]): number {
  return matches.reduce<number>((sum, match) => sum + (match === null ? MISSING_WEIGHT : WEIGHT[match]), 0);
}
