import { defineCommand } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { JoinChannel, JoinedChannel } from './channel.schema.ts';
import { channelOwners, nextReaderNumber } from './channel.store.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * A reader joins a channel with keys made in their own browser (5e). Nobody joins for another, and nobody reads before the next list names them: the channel key
 * signs it.
 */
export const joinChannel = defineCommand({
  name: 'reports/join-channel',
  permission: 'reports:read',
  clauses: SUPPORT_CLAUSES,
  input: JoinChannel,
  answer: JoinedChannel,
  party: async ({ channelId }, db) => ((await channelOwners(db, channelId)).length > 0 ? null : undefined),
  async run({ db, change, subject, now }, { channelId, function: readerFunction, nation, unit, recipient, verifyKey, locked }) {
    const number = await nextReaderNumber(db, channelId);
    await change(
      db.insertInto('reports.reader').values({
        channel_id: channelId,
        number,
        person_id: subject.person,
        reader_function: readerFunction,
        nation,
        unit,
        recipient,
        verify_key: Buffer.from(verifyKey, 'base64'),
        locked: Buffer.from(locked, 'base64'),
        joined_at: now,
      }),
    );
    const detail = { number, function: readerFunction, nation, unit, recipient, verifyKey };
    return {
      answer: { number },
      entry: { subjectKind: 'channel', subjectId: channelId, partyId: (await channelOwners(db, channelId))[0] ?? null, detail },
    };
  },
});
