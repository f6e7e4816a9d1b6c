import { sql } from 'kysely';
import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { Day } from '#kernel/day.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { JoinChannel } from './channel.schema.ts';
import { channelOwners } from './channel.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** A reader whose passphrase was lost sends their keys, locked under a new one: their recovery file was opened in their own browser (5e). */
export const replaceOwnKeys = defineCommand({
  name: 'reports/replace-own-keys',
  permission: 'reports:read',
  clauses: SUPPORT_CLAUSES,
  input: JoinChannel.pick({ channelId: true, locked: true }),
  answer: z.object({ recoveredOn: Day }),
  party: async ({ channelId }, db) => ((await channelOwners(db, channelId)).length > 0 ? null : undefined),
  async run({ db, now }, { channelId, locked }) {
    const { rows } = await sql<{ done: boolean }>`
      select reports.replace_own_keys(${channelId}, ${Buffer.from(locked, 'base64')}) as done`.execute(db);
    if (!rows[0]!.done) throw new AppError('platform/not-found');
    return {
      answer: { recoveredOn: dayOf(now) },
      entry: {
        subjectKind: 'channel',
        subjectId: channelId,
        partyId: (await channelOwners(db, channelId))[0] ?? null,
        detail: { recovered: true },
      },
    };
  },
});
