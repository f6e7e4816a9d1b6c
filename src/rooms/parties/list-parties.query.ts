import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { keyOf, PageQuery, pageOf, toPage } from '#kernel/page.ts';
import { PARTY_KINDS } from '#kernel/roles.ts';
import { defineQuery } from '#platform/query.ts';
import { readRegister } from './party.store.ts';
import { lineOf } from './party-line.ts';
import { listPartyIds } from './party-page.store.ts';
import { PartyLine } from './party-view.schema.ts';

export const ListParties = PageQuery.extend({ kind: z.enum(PARTY_KINDS).optional() });

/** Parties this reader may see, by code, with what each is today. */
export const listParties = defineQuery({
  name: 'parties/list-parties',
  permission: 'signed-in',
  input: ListParties,
  answer: pageOf(PartyLine),
  async run({ db, now }, { kind, after, limit }) {
    const page = toPage(await listPartyIds(db, kind, keyOf(after, 1)?.[0], limit + 1), limit, (row) => [row.code]);
    const register = await readRegister(db, { ids: page.items.map((row) => row.id) });
    return { items: register.parties.map((party) => lineOf(party, register.operations, dayOf(now))), next: page.next };
  },
});
