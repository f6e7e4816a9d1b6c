import { sql } from 'kysely';
import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { defineQuery } from '#platform/query.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { parameterInForce } from '#rooms/policy/index.ts';
import { Titles } from '../../sets/titles.schema.ts';
import { monthEnds } from '../share.rules.ts';
import { COUNT_STATES, countStateOf, monthTotals, type PartyCounts, totalsOf } from './council.rules.ts';
import '../../permissions.ts';

const MONTHS_SHOWN = 12;
/** One day in so many months, so that the page for the Council fits on one sheet. */
const MONTHS_APART = 3;
const Count = z.int().nullable();

/** Null: not shown, because fewer than `smallest` contracts are counted, or not recorded. */
const CountedParty = z.object({
  ...{ partyId: z.string(), name: Titles, kind: z.string(), state: z.enum(COUNT_STATES) },
  ...{ contracts: Count, whole: Count, lacking: Count, unknown: Count, percentByValue: Count, found: Count, notFound: Count },
});

/**
 * How many running contracts carry the clause set, party by party and over time, and how many violations were recorded or closed (5f): what headquarters sees of
 * other parties. It gives numbers, and no contract, firm or value.
 */
export const countPartyContracts = defineQuery({
  name: 'contractors/count-parties',
  permission: 'contractors:count-parties',
  input: z.strictObject({}),
  answer: z.object({
    today: z.string(),
    /** The fewest contracts of which a number is shown. */
    smallest: z.int(),
    parties: z.array(CountedParty),
    totals: z.object({
      ...{ parties: z.int(), contracts: z.int(), whole: z.int(), lacking: z.int(), unknown: z.int(), found: z.int(), notFound: z.int() },
    }),
    months: z.array(z.object({ day: z.string(), parties: z.int(), contracts: z.int(), whole: z.int() })),
  }),
  async run({ db, now }) {
    const smallest = Math.max(5, Number(parameterInForce('small-cell-parties', now).value));
    const today = dayOf(now);
    const days = monthEnds(today, MONTHS_SHOWN).filter((_, at) => (MONTHS_SHOWN - at) % MONTHS_APART === 0);
    const [{ rows }, { parties }] = await Promise.all([
      sql<{
        found: PartyCounts[];
      }>`select contractors.count_parties(${days}::date[], ${smallest}) as found`.execute(db),
      readRegister(db, { kinds: ['nation', 'body', 'operation'] }),
    ]);
    const counted = rows[0]!.found;
    const byParty = new Map(counted.map((one) => [one.party, one]));
    return {
      ...{ today, smallest, totals: totalsOf(counted), months: monthTotals(counted) },
      // One that is over by now lets no contract.
      parties: parties
        .filter(({ to }) => to === null || to >= today)
        .map(({ id, name, kind }) => {
          const {
            contracts = null,
            whole = null,
            unknown = null,
            percentByValue = null,
            found = null,
            notFound = null,
          } = byParty.get(id) ?? {};
          const lacking = contracts === null || whole === null || unknown === null ? null : contracts - whole - unknown;
          const state = countStateOf(byParty.get(id));
          return { ...{ partyId: id, name, kind, state, contracts, whole, lacking, unknown, percentByValue, found, notFound } };
        }),
    };
  },
});
