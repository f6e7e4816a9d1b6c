import { sql } from 'kysely';
import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { defineQuery } from '#platform/query.ts';
import { quarterBefore } from './quarter.rules.ts';
import { channelsOf, KIND } from './quarter.store.ts';
import '../../permissions.ts';

/** The parties with a channel in the last quarter that have no evidence of it yet. The installation asks, once a day. */
export const listWaitingChannels = defineQuery({
  name: 'reports/list-waiting-channels',
  permission: 'reports:measure',
  input: z.strictObject({}),
  answer: z.object({ partyIds: z.array(z.string()) }),
  async run({ db, now }) {
    const quarter = quarterBefore(dayOf(now));
    const parties = [...new Set((await channelsOf(db, quarter)).map(({ party }) => party))];
    const { rows } = await sql<{ id: string }>`select i.party_id as id from evidence.item i
      where i.kind = ${KIND} and i.origin = 'measured' and i.state = 'submitted' and i.counts_on = ${quarter.to} and i.party_id = any (${parties}::uuid[])`.execute(
      db,
    );
    const done = rows.map(({ id }) => id);
    return { partyIds: parties.filter((id) => !done.includes(id)) };
  },
});
