import { sql } from 'kysely';
import { dayOf } from '#kernel/dates.ts';
import { defineCommand } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../../clauses.ts';
import { channelOwners } from '../channel.store.ts';
import { StatedLimits, StateLimits } from './opening.schema.ts';
import '../../errors.ts';
import '../../permissions.ts';

/** A legal adviser states what the readers of a channel must do whatever the reporter wishes (5e): for a child, for a life in danger, by the law of the place. */
export const stateLimits = defineCommand({
  name: 'reports/state-limits',
  permission: 'reports:state-limits',
  clauses: SUPPORT_CLAUSES,
  input: StateLimits,
  answer: StatedLimits,
  // The database decides at which party or operation.
  party: async ({ channelId }, db) => ((await channelOwners(db, channelId)).length > 0 ? null : undefined),
  async run({ db, change, subject, now }, { channelId, limits }) {
    const { rows } = await sql<{ last: number }>`
      select coalesce(max(number), 0) as last from reports.limit_statement where channel_id = ${channelId}`.execute(db);
    const [number, statedOn] = [rows[0]!.last + 1, dayOf(now)];
    await change(
      db.insertInto('reports.limit_statement').values({
        channel_id: channelId,
        number,
        body: JSON.stringify(limits),
        stated_on: statedOn,
        stated_by: subject.person,
      }),
    );
    return {
      answer: { number, statedOn },
      entry: {
        subjectKind: 'channel',
        subjectId: channelId,
        partyId: (await channelOwners(db, channelId))[0] ?? null,
        detail: { number, limits },
      },
    };
  },
});
