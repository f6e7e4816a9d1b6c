import { dayOf } from '#kernel/dates.ts';
import { defineCommand } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../../clauses.ts';
import { findChannelParty } from '../channel.store.ts';
import { ConfirmedSuccession, ConfirmSuccession } from './succession.schema.ts';
import '../../errors.ts';
import '../../permissions.ts';

/**
 * Those who keep a channel confirm who succeeds a reader, after that reader was removed (5e). Neither of the two readers confirms it. The database checks both, and
 * that nobody else was named meanwhile.
 */
export const confirmSuccession = defineCommand({
  name: 'reports/confirm-succession',
  permission: 'reports:keep-channel',
  clauses: SUPPORT_CLAUSES,
  input: ConfirmSuccession,
  answer: ConfirmedSuccession,
  party: ({ channelId }, db) => findChannelParty(db, channelId),
  async run({ db, change, subject, now }, { channelId, predecessor, successor }) {
    await change(
      db
        .updateTable('reports.succession')
        .set({ confirmed_on: dayOf(now), confirmed_by: subject.person })
        .where('channel_id', '=', channelId)
        .where('predecessor', '=', predecessor)
        .where('successor', '=', successor),
    );
    return {
      answer: { predecessor, successor },
      entry: {
        subjectKind: 'channel',
        subjectId: channelId,
        partyId: (await findChannelParty(db, channelId)) ?? null,
        detail: { predecessor, successor },
      },
    };
  },
});
