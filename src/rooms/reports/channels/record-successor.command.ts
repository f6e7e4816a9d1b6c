import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { newestKey } from '../manifest/manifest.ts';
import { PublishedManifest, RecordSuccessor } from './channel.schema.ts';
import { findChannelParty, lockChannelFacts } from './channel.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Records the next channel key, signed by the present one, so that posters outlive a change of staff (5e). */
export const recordSuccessor = defineCommand({
  name: 'reports/record-successor',
  permission: 'reports:keep-channel',
  clauses: SUPPORT_CLAUSES,
  input: RecordSuccessor,
  answer: PublishedManifest.pick({ number: true }),
  party: ({ channelId }, db) => findChannelParty(db, channelId),
  async run({ db, write, subject, now }, { channelId, signed }) {
    const facts = await lockChannelFacts(db, channelId);
    if (facts === undefined) throw new AppError('platform/not-found');
    const bytes = Buffer.from(signed, 'base64');
    const successors = [...facts.keys.successors, bytes];
    if (newestKey(channelId, { ...facts.keys, successors }, null) === null) throw new AppError('reports/not-signed-by-channel');
    write(
      db.insertInto('reports.successor').values({
        channel_id: channelId,
        place: successors.length,
        signed: bytes,
        recorded_at: now,
        recorded_by: subject.person,
      }),
    );
    const detail = { place: successors.length, signed };
    return {
      answer: { number: successors.length },
      entry: { subjectKind: 'channel', subjectId: channelId, partyId: (await findChannelParty(db, channelId)) ?? null, detail },
    };
  },
});
