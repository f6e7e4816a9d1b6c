import { sql } from 'kysely';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../../clauses.ts';
import { channelOwners } from '../channel.store.ts';
import { RecordDrill, RecordedDrill } from './opening.schema.ts';
import '../../errors.ts';
import '../../permissions.ts';

/** A reader records that their recovery file opened in their browser (5e). The file is never sent. */
export const recordDrill = defineCommand({
  name: 'reports/record-drill',
  permission: 'reports:read',
  clauses: SUPPORT_CLAUSES,
  input: RecordDrill,
  answer: RecordedDrill,
  party: async ({ channelId }, db) => ((await channelOwners(db, channelId)).length > 0 ? null : undefined),
  async run({ db, subject, write, now }, { channelId }) {
    const { rows } = await sql<{ number: number }>`select number from reports.reader
      where channel_id = ${channelId} and person_id = ${subject.person} and removed_at is null`.execute(db);
    const [own] = rows;
    if (own === undefined) throw new AppError('platform/not-found');
    const drilledOn = dayOf(now);
    write(
      sql`insert into reports.recovery_drill (channel_id, reader_number, drilled_on) values (${channelId}, ${own.number}, ${drilledOn})
        on conflict do nothing`,
    );
    return {
      answer: { drilledOn },
      entry: {
        subjectKind: 'channel',
        subjectId: channelId,
        partyId: (await channelOwners(db, channelId))[0] ?? null,
        detail: { drill: own.number },
      },
    };
  },
});
