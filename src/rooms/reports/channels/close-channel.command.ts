import { dayOf } from '#kernel/dates.ts';
import { defineCommand } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { ChangeChannel, ChannelAnswer } from './channel.schema.ts';
import { channelAt, findChannelParty } from './channel.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Closes a channel permanently. Codes still open their answers; new reports are refused with the channel above. */
export const closeChannel = defineCommand({
  name: 'reports/close-channel',
  permission: 'reports:keep-channel',
  clauses: SUPPORT_CLAUSES,
  input: ChangeChannel,
  answer: ChannelAnswer,
  party: ({ channelId }, db) => findChannelParty(db, channelId),
  async run({ db, change, now }, { channelId, version }) {
    const channel = await channelAt(db, channelId, version, 'open');
    await change(
      db
        .updateTable('reports.channel')
        .set({ closed_on: dayOf(now), version: version + 1 })
        .where('id', '=', channelId)
        .where('version', '=', version),
      'platform/conflict',
    );
    return {
      answer: { id: channelId, state: 'closed' as const, version: version + 1 },
      entry: {
        subjectKind: 'channel',
        subjectId: channelId,
        partyId: channel.partyId,
        detail: { state: 'closed' },
      },
    };
  },
});
