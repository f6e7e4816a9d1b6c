import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { ChangeChannel, ChannelAnswer } from './channel.schema.ts';
import { channelAt, findChannelParty } from './channel.store.ts';
import { noticeDay } from './opening/notice-day.ts';
import { decideOpening } from './opening/opening.rules.ts';
import { findOpening } from './opening/opening.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Opens a channel (5e, A1.5): from now on the public page takes reports. Every step of `decideOpening` is done. */
export const openChannel = defineCommand({
  name: 'reports/open-channel',
  permission: 'reports:keep-channel',
  clauses: SUPPORT_CLAUSES,
  input: ChangeChannel,
  answer: ChannelAnswer,
  party: ({ channelId }, db) => findChannelParty(db, channelId),
  async run({ db, change, now, platform }, { channelId, version }) {
    const today = dayOf(now);
    const channel = await channelAt(db, channelId, version, 'draft');
    const found = await findOpening(db, channelId, today, noticeDay({ now, platform }));
    if (found === undefined) throw new AppError('platform/not-found');
    unwrap(decideOpening(found.facts, today));
    await change(
      db
        .updateTable('reports.channel')
        .set({ opened_on: today, version: version + 1 })
        .where('id', '=', channelId)
        .where('version', '=', version),
      'platform/conflict',
    );
    return {
      answer: { id: channelId, state: 'open' as const, version: version + 1 },
      entry: {
        subjectKind: 'channel',
        subjectId: channelId,
        partyId: channel.partyId,
        detail: { state: 'open' },
      },
    };
  },
});
