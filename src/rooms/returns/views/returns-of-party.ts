import { sql } from 'kysely';
import { labelOfRow } from '#kernel/labels.ts';
import type { Database } from '#platform/db/transaction.ts';

/** The returns of a party that the reader may see, each with its due date and the day its newest version was submitted (UTC), null while none was. */
export async function returnsOfParty(db: Database, partyId: string) {
  const { rows } = await sql<{ period: string; due: string | null; submittedOn: string | null; level: number; to: string[] | null }>`
    select r.period, r.due::text as due, (v.last at time zone 'UTC')::date::text as "submittedOn", r.label_level as level, r.releasable_to as "to"
      from returns.return r left join lateral (select max(submitted_at) as last from returns.version where return_id = r.id) v on true
      where r.party_id = ${partyId}::uuid order by r.period desc, r.id desc`.execute(db);
  return rows.map(({ level, to, ...row }) => ({ ...row, label: labelOfRow(level, to) }));
}
