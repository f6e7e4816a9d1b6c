import { sql } from 'kysely';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../../clauses.ts';
import { channelOwners } from '../channel.store.ts';
import { ConfirmedNotice, ConfirmNotice } from './opening.schema.ts';
import '../../errors.ts';
import '../../permissions.ts';

/** A reader confirms that a test notice reached them, by the link in it (5e, A1.5). Those who keep the channel see the day. */
export const confirmNotice = defineCommand({
  name: 'reports/confirm-notice',
  permission: 'reports:read',
  clauses: SUPPORT_CLAUSES,
  input: ConfirmNotice,
  answer: ConfirmedNotice,
  secretInput: true,
  party: async ({ channelId }, db) => ((await channelOwners(db, channelId)).length > 0 ? null : undefined),
  async run({ db, now }, { channelId, answer }) {
    const confirmedOn = dayOf(now);
    const { rows } = await sql<{ confirmed: boolean | null }>`
      select reports.confirm_notice(${channelId}, ${Buffer.from(answer, 'base64url')}, ${confirmedOn}) as confirmed`.execute(db);
    if (rows[0]!.confirmed === null) throw new AppError('platform/not-found');
    if (!rows[0]!.confirmed) throw new AppError('reports/not-this-notice');
    return {
      answer: { confirmedOn },
      entry: {
        subjectKind: 'channel',
        subjectId: channelId,
        partyId: (await channelOwners(db, channelId))[0] ?? null,
        detail: { notice: true },
      },
    };
  },
});
