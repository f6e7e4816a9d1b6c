import { defineQuery } from '#platform/query.ts';
import { ListRates, Rates } from './rate.schema.ts';
import { ratesOf } from './rate.store.ts';
import '../permissions.ts';

/** The currencies of a party's contracts, each with its newest rate. */
export const listRates = defineQuery({
  name: 'contractors/list-rates',
  permission: 'contractors:read',
  input: ListRates,
  answer: Rates,
  run: async ({ db }, { partyId }) => ({ items: await ratesOf(db, partyId) }),
});
