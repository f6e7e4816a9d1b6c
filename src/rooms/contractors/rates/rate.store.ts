import { sql } from 'kysely';
import type { z } from 'zod';
import type { Database } from '#platform/db/transaction.ts';
import type { Rates } from './rate.schema.ts';

/**
 * Computes the values in euros of a party's contracts that have none yet, or have that of an older rate or of one that was replaced, at the newest rate of each
 * currency. Euros need no rate.
 */
export function computeEuros(partyId: string, now: Date) {
  return sql`update contractors.contract c set rate = r.units, rate_on = r.day, value_eur = round(c.value / r.units, 2)
    from (select distinct on (currency) currency, units, day from (
        select currency, units, day from contractors.rate where party_id = ${partyId} and day <= ${now}::date
        union all select 'EUR', 1, ${now}::date) known order by currency, day desc) r
    where c.party_id = ${partyId} and c.currency = r.currency and c.value is not null
      and (c.value_eur is null or (c.currency <> 'EUR' and (c.rate_on < r.day or (c.rate_on = r.day and c.rate <> r.units))))`;
}

type Rate = { partyId: string; currency: string; day: string; units: string; source: string; now: Date; by: string };

/** Records a rate. */
export function insertRate(one: Rate) {
  return sql`insert into contractors.rate (party_id, currency, day, units, source, recorded_at, recorded_by)
    values (${one.partyId}::uuid, ${one.currency}, ${one.day}::date, ${one.units}::numeric, ${one.source}, ${one.now}, ${one.by}::uuid)`;
}

/** Replaces the rate of a day. */
export function replaceRate(one: Rate) {
  return sql`update contractors.rate set units = ${one.units}::numeric, source = ${one.source}, recorded_at = ${one.now}, recorded_by = ${one.by}::uuid
    where party_id = ${one.partyId} and currency = ${one.currency} and day = ${one.day}::date`;
}

/** The rate of a day, locked until the command ends; undefined: none is recorded. */
export async function lockRate(db: Database, { partyId, currency, day }: { partyId: string; currency: string; day: string }) {
  return (
    await sql<{ units: string; source: string }>`select trim_scale(units)::text as units, source from contractors.rate
      where party_id = ${partyId} and currency = ${currency} and day = ${day}::date for update`.execute(db)
  ).rows[0];
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
