import { hitOf, rankRows, type SearchSource, wordsOfNames } from '#platform/search/search-source.ts';
import { roundTitles } from './round.store.ts';

/** Review rounds by title. Every signed-in person may see titles. */
export const roundSearch: SearchSource = {
  kinds: ['round'],
  permissions: [],
  async find({ db }, terms, limit) {
    const rounds = (await roundTitles(db)).map((row) => ({ id: row.id, name: { en: row.title_en, fr: row.title_fr } }));
    return rankRows(rounds, terms, limit, {
      words: ({ name }) => wordsOfNames([name]),
      hit: ({ id, name }) => hitOf({ kind: 'round', id, name }),
    });
  },
};
