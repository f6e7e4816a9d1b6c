import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { PageQuery, pageOf } from '#kernel/page.ts';
import { PARTY_KINDS } from '#kernel/party-kinds.ts';
import { MAX_QUERY, matchTerms, termsOf } from '#kernel/search.ts';
import type { Database } from '#platform/db/transaction.ts';
import { holdsRole, partiesOf, type Subject } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { wordsOfNames } from '#platform/search/search-source.ts';
import { readRegister } from '../party.store.ts';
import { PartyLine } from '../party-view.schema.ts';
import { lineOf } from './party-line.ts';
import { listPartyIds, PARTY_SORT, partyNames, placesContracts } from './party-page.store.ts';

/** `find`: words of a name in either language, or of the code, as in the search: accents and one typing error in a word are ignored. */
export const ListParties = PageQuery.extend({
  kind: z.enum(PARTY_KINDS).optional(),
  find: z.string().trim().max(MAX_QUERY).optional(),
  sort: PARTY_SORT.schema,
});

/** Parties that this reader may see, by code or in the order asked for, with the status of each today. */
export const listParties = defineQuery({
  name: 'parties/list-parties',
  permission: 'signed-in',
  input: ListParties,
  answer: pageOf(PartyLine),
  async run(context, { kind, find, sort, after, limit }) {
    const { db, now } = context;
    const terms = termsOf(find ?? '');
    const [firms, ids] = await Promise.all([firmsOf(db, subjectOf(context)), terms.length === 0 ? undefined : partiesMatching(db, terms)]);
    const rows = await listPartyIds(db, { kind, ids, firms, sort, after }, limit + 1);
    const page = PARTY_SORT.page(sort, rows, limit, (row, column) => [
      { code: row.code, 'name-en': row.name_key_en, 'name-fr': row.name_key_fr }[column],
      row.id,
    ]);
    const register = await readRegister(db, { ids: page.items.map((row) => row.id) });
    const parties = new Map(register.parties.map((party) => [party.id, party]));
    const items = page.items.flatMap(({ id }) => parties.get(id) ?? []).map((party) => lineOf(party, register.operations, dayOf(now)));
    return { items, next: page.next };
  },
});

// Names are read whole, as the search reads them: the response time of an index would reveal which hidden firms there are (docs/decisions/061).
async function partiesMatching(db: Database, terms: readonly string[]): Promise<string[]> {
  const parties = await partyNames(db);
  const wordsOf = (row: (typeof parties)[number]) => wordsOfNames([{ en: row.name_en, fr: row.name_fr }], row.code);
  return parties.filter((row) => !matchTerms(terms, wordsOf(row)).includes(null)).map(({ id }) => id);
}

/** The firms that a reader may see, among other parties at which they hold a role; undefined where that is every firm. */
async function firmsOf(db: Database, subject: Subject): Promise<string[] | undefined> {
  const seesAll = holdsRole(subject, 'office') || (holdsRole(subject, 'contract-managers') && (await placesContracts(db)));
  return seesAll ? undefined : partiesOf(subject, 'register-readers');
}
