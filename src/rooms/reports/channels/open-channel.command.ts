import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { ChangeChannel, ChannelAnswer } from './channel.schema.ts';
import { channelAt, findChannelParty } from './channel.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Opens a channel (5e, A1.5): from now on the public page takes reports. A list of readers must be in force. */
export const openChannel = defineCommand({
  name: 'reports/open-channel',
  permission: 'reports:keep-channel',
  clauses: SUPPORT_CLAUSES,
  input: ChangeChannel,
  answer: ChannelAnswer,
  party: ({ channelId }, db) => findChannelParty(db, channelId),
  async run({ db, change, now }, { channelId, version }) {
    const today = dayOf(now);
    const channel = await channelAt(db, channelId, version, 'draft');
    if ((channel.manifest?.validUntil ?? '') < today) throw new AppError('reports/list-out-of-date');
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
