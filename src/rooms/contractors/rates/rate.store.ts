import { sql } from 'kysely';
import type { z } from 'zod';
import type { Database } from '#platform/db/transaction.ts';
import type { Rates } from './rate.schema.ts';

/** Computes the values in euros of a party's contracts that have none yet, or of one currency again, at the newest rate of each currency. Euros need no rate. */
export function computeEuros(partyId: string, now: Date) {
  return sql`update contractors.contract c set rate = r.units, rate_on = r.day, value_eur = round(c.value / r.units, 2)
    from (select distinct on (currency) currency, units, day from (
        select currency, units, day from contractors.rate where party_id = ${partyId} and day <= ${now}::date
        union all select 'EUR', 1, ${now}::date) known order by currency, day desc) r
    where c.party_id = ${partyId} and c.currency = r.currency and c.value is not null
      and (c.value_eur is null or (c.rate_on < r.day and c.currency <> 'EUR'))`;
}

/** Records a rate. */
export function insertRate(one: { partyId: string; currency: string; day: string; units: string; source: string; now: Date; by: string }) {
  return sql`insert into contractors.rate (party_id, currency, day, units, source, recorded_at, recorded_by)
    values (${one.partyId}::uuid, ${one.currency}, ${one.day}::date, ${one.units}::numeric, ${one.source}, ${one.now}, ${one.by}::uuid)`;
}

/** The currencies of a party's contracts, each with its newest rate. */
export async function ratesOf(db: Database, partyId: string): Promise<z.infer<typeof Rates>['items']> {
  return (
    await sql<z.infer<typeof Rates>['items'][number]>`select c.currency, count(*)::int as contracts, r.day::text, r.units::text, r.source
      from contractors.contract c left join lateral (select day, trim_scale(units) as units, source from contractors.rate
        where party_id = c.party_id and currency = c.currency order by day desc limit 1) r on true
      where c.party_id = ${partyId} and c.currency <> 'EUR' group by c.currency, r.day, r.units, r.source order by c.currency`.execute(db)
  ).rows;
}
