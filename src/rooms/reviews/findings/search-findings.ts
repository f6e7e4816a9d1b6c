import { hitOf, rankRows, type SearchSource, wordsOfNames } from '#platform/search/search-source.ts';
import { obligationNumber } from '#rooms/policy/index.ts';
import { titledFindings } from './open-findings.store.ts';

/**
 * Findings by title, by the numbers of their clauses and obligations, and by party. Row-level security decides for each finding, so everybody who is signed in may
 * ask: a party finds those that were sent to it, a reviewer also those that are drafted.
 */
export const findingSearch: SearchSource = {
  kinds: ['finding'],
  permissions: [],
  async find({ db }, terms, limit) {
    const findings = (await titledFindings(db)).map(({ clauses, obligations, en, fr, ...row }) => ({
      ...row,
      party: { id: row.partyId, name: { en, fr } },
      numbers: [...clauses, ...obligations.map(obligationNumber)],
    }));
    return rankRows(findings, terms, limit, {
      words: ({ title, party, numbers: of }) => wordsOfNames([party.name], title, ...of),
      hit: ({ id, title, party, roundId, participationId, roundEn, roundFr }) =>
        hitOf({
          kind: 'finding',
          id,
          name: { en: title, fr: title },
          party,
          participation: { id: participationId, roundId, round: { en: roundEn, fr: roundFr } },
        }),
    });
  },
};
