import { hitOf, rankRows, type SearchSource, wordsOfNames } from '#platform/search/search-source.ts';
import { unitsByName } from './unit.store.ts';

/** Units by their name. They lead to the page of their party. */
export const unitSearch: SearchSource = {
  kinds: ['unit'],
  permissions: [],
  async find({ db }, terms, limit) {
    return rankRows(await unitsByName(db), terms, limit, {
      words: ({ name }) => wordsOfNames([{ en: name, fr: name }]),
      hit: (row) =>
        hitOf({
          kind: 'unit',
          id: row.id,
          name: { en: row.name, fr: row.name },
          party: { id: row.party_id, name: { en: row.name_en, fr: row.name_fr } },
        }),
    });
  },
};
