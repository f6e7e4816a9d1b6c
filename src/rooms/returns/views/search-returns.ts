import { hitOf, rankRows, type SearchSource, wordsOfNames } from '#platform/search/search-source.ts';
import { namedReturns } from '../return.store.ts';
import '../permissions.ts';

/** Returns by party, year and title of the questionnaire. */
export const returnSearch: SearchSource = {
  kinds: ['return'],
  permissions: ['returns:read'],
  async find({ db, platform }, terms, limit) {
    const titles = new Map(
      platform.services.catalogue.editions.flatMap(({ id: edition, questionnaires }) =>
        questionnaires.map(({ id, title }) => [`${edition} ${id}`, title] as const),
      ),
    );
    const returns = (await namedReturns(db)).map((row) => ({
      id: row.id,
      period: row.period,
      party: { id: row.partyId, name: { en: row.en, fr: row.fr } },
      name: titles.get(`${row.editionId} ${row.questionnaireId}`) ?? { en: row.questionnaireId, fr: row.questionnaireId },
    }));
    return rankRows(returns, terms, limit, {
      words: ({ period, party, name }) => wordsOfNames([party.name, name], period),
      hit: ({ id, period, party, name }) => hitOf({ kind: 'return', id, name, party, number: period }),
    });
  },
};
