import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import type { RosterView } from './roster.schema.ts';

export type RosterRow = {
  channelId: string;
  partyId: string;
  version: number;
  zone: string | null;
  shifts: RosterView['shifts'];
  readers: { number: number; function: string; listed: boolean }[];
};

/** The duty roster in force of a channel that the caller may see, with its readers by number; undefined where there is no such channel. */
export async function findRoster(db: Database, channelId: string): Promise<RosterRow | undefined> {
  const { rows } = await sql<RosterRow>`
    select c.id as "channelId", c.party_id as "partyId", coalesce(r.number, 0) as version, r.zone, reports.numbers_of_readers(c.id) as readers,
      coalesce((select jsonb_agg(jsonb_build_object('reader', s.reader_number, 'days', to_jsonb(s.days), 'starts', s.starts, 'ends', s.ends) order by s.place)
        from reports.shift s where s.channel_id = c.id and s.roster_number = r.number), '[]') as shifts
    from reports.channel c
    left join lateral (select number, zone from reports.roster where channel_id = c.id order by number desc limit 1) r on true
    where c.id = ${channelId}`.execute(db);
  return rows[0];
}
