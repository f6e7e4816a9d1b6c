import { hitOf, rankRows, type SearchSource, wordsOfNames } from '#platform/search/search-source.ts';
import type { Edition } from '../catalogue.ts';
import { obligationNumber } from '../obligation-number.rules.ts';
import type { Clause, Obligation } from '../policy.schema.ts';

type Indexed<Row> = { readonly row: Row; readonly words: readonly string[]; readonly text: readonly string[] };
type EditionWords = { readonly clauses: readonly Indexed<Clause>[]; readonly obligations: readonly Indexed<Obligation>[] };
const indexed = new WeakMap<Edition, EditionWords>();

/** The clauses and obligations of an edition with the words under which they are found; made once for an edition. */
export function wordsOfEdition(edition: Edition): EditionWords {
  let words = indexed.get(edition);
  if (words === undefined) {
    words = {
      clauses: edition.clauses.map((row) => ({ row, words: wordsOfNames([row.title, row.short], row.id), text: [] })),
      obligations: edition.obligations.map((row) => ({
        row,
        words: wordsOfNames([row.title, row.short], row.id, obligationNumber(row.id)),
        text: wordsOfNames([row.statement]),
      })),
    };
    indexed.set(edition, words);
  }
  return words;
}

/** Clauses and obligations of the edition in force, by number, title and statement. The policy is public. */
export const policySearch: SearchSource = {
  kinds: ['clause', 'obligation'],
  permissions: [],
  async find({ platform }, terms, limit) {
    const { clauses, obligations } = wordsOfEdition(platform.services.catalogue.current);
    return [
      ...rankRows(clauses, terms, limit, {
        words: ({ words }) => words,
        hit: ({ row }) => hitOf({ kind: 'clause', id: row.id, name: row.title, number: row.id, reconstructed: row.reconstructed }),
      }),
      ...rankRows(obligations, terms, limit, {
        words: ({ words }) => words,
        text: ({ text }) => text,
        hit: ({ row }) =>
          hitOf({
            kind: 'obligation',
            id: row.id,
            name: row.title,
            number: obligationNumber(row.id),
            clauseId: row.clause,
            reconstructed: row.reconstructed,
          }),
      }),
    ];
  },
};
