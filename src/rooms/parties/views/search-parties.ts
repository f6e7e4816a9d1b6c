import { PARTY_KINDS, type PartyKind } from '#kernel/party-kinds.ts';
import { hitOf, rankRows, type SearchSource, wordsOfNames } from '#platform/search/search-source.ts';
import { partyNames } from './party-page.store.ts';

/** The order in which parties are found: nations first, then by code. */
export const byKind = (a: { kind: PartyKind }, b: { kind: PartyKind }): number => PARTY_KINDS.indexOf(a.kind) - PARTY_KINDS.indexOf(b.kind);

/** Parties by name or code. */
export const partySearch: SearchSource = {
  kinds: ['party'],
  permissions: [],
  async find({ db }, terms, limit) {
    const parties = (await partyNames(db)).map((row) => ({
      ...row,
      kind: row.kind as PartyKind,
      name: { en: row.name_en, fr: row.name_fr },
    }));
    return rankRows(parties.sort(byKind), terms, limit, {
      words: ({ name, code }) => wordsOfNames([name], code),
      hit: ({ id, name, kind }) => hitOf({ kind: 'party', id, name, partyKind: kind }),
    });
  },
};
