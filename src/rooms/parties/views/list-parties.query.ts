import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { keyOf, PageQuery, pageOf, toPage } from '#kernel/page.ts';
import { PARTY_KINDS } from '#kernel/party-kinds.ts';
import type { Database } from '#platform/db/transaction.ts';
import { holdsRole, partiesOf, type Subject } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { readRegister } from '../party.store.ts';
import { PartyLine } from '../party-view.schema.ts';
import { lineOf } from './party-line.ts';
import { listPartyIds, placesContracts } from './party-page.store.ts';

/** `find`: part of a name in either language, or of the code; capitals and accents are ignored. */
export const ListParties = PageQuery.extend({ kind: z.enum(PARTY_KINDS).optional(), find: z.string().trim().max(100).optional() });

/** Parties that this reader may see, by code, with the status of each today. */
export const listParties = defineQuery({
  name: 'parties/list-parties',
  permission: 'signed-in',
  input: ListParties,
  answer: pageOf(PartyLine),
  async run(context, { kind, find, after, limit }) {
    const { db, now } = context;
    const firms = await firmsOf(db, subjectOf(context));
    const ask = { kind, find, firms, after: keyOf(after, ['text'])?.[0], limit: limit + 1 };
    const page = toPage(await listPartyIds(db, ask), limit, (row) => [row.code]);
    const register = await readRegister(db, { ids: page.items.map((row) => row.id) });
    return { items: register.parties.map((party) => lineOf(party, register.operations, dayOf(now))), next: page.next };
  },
});

/** The firms that a reader may see, among other parties at which they hold a role; undefined where that is every firm. */
async function firmsOf(db: Database, subject: Subject): Promise<string[] | undefined> {
  const seesAll = holdsRole(subject, 'office') || (holdsRole(subject, 'contract-managers') && (await placesContracts(db)));
  return seesAll ? undefined : partiesOf(subject, 'register-readers');
}
