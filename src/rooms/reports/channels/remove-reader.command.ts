import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { RemoveReader } from './channel.schema.ts';
import { findChannelParty } from './channel.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Removes a reader (5e): at once nothing more is served to them. The next list leaves them out. */
export const removeReader = defineCommand({
  name: 'reports/remove-reader',
  permission: 'reports:keep-channel',
  clauses: SUPPORT_CLAUSES,
  input: RemoveReader,
  answer: z.object({ number: z.number().int() }),
  party: ({ channelId }, db) => findChannelParty(db, channelId),
  async run({ db, change, subject, now }, { channelId, number }) {
    await change(
      db
        .updateTable('reports.reader')
        .set({ removed_at: now, removed_by: subject.person })
        .where('channel_id', '=', channelId)
        .where('number', '=', number)
        .where('removed_at', 'is', null),
    );
    return {
      answer: { number },
      entry: {
        subjectKind: 'channel',
        subjectId: channelId,
        partyId: (await findChannelParty(db, channelId)) ?? null,
        detail: { removed: number },
      },
    };
  },
});
