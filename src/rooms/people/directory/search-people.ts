import { hitOf, rankRows, type SearchSource, wordsOfNames } from '#platform/search/search-source.ts';
import { peopleNamed } from './people-search.store.ts';
import '../permissions.ts';

/** People by name, for readers who may list people. */
export const peopleSearch: SearchSource = {
  kinds: ['person'],
  permissions: ['people:list'],
  async find({ db }, terms, limit) {
    return rankRows(await peopleNamed(db, terms), terms, limit, {
      words: ({ name }) => wordsOfNames([], name),
      hit: ({ id, name }) => hitOf({ kind: 'person', id, name: { en: name, fr: name } }),
    });
  },
};
