import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { hashOf } from '../manifest/manifest.ts';
import { PublishedManifest, PublishManifest } from './channel.schema.ts';
import { findChannelParty, lockChannelFacts } from './channel.store.ts';
import { decideList } from './list.rules.ts';
import '../errors.ts';
import '../permissions.ts';

/** Publishes the next list of readers, signed with the channel key on the offline page (5e). From then on reports are encrypted to it. */
export const publishManifest = defineCommand({
  name: 'reports/publish-manifest',
  permission: 'reports:keep-channel',
  clauses: SUPPORT_CLAUSES,
  input: PublishManifest,
  answer: PublishedManifest,
  party: ({ channelId }, db) => findChannelParty(db, channelId),
  async run({ db, write, subject, now }, { channelId, signed }) {
    const bytes = Buffer.from(signed, 'base64');
    const facts = await lockChannelFacts(db, channelId);
    if (facts === undefined) throw new AppError('platform/not-found');
    const { number, validFrom, validUntil, readers } = unwrap(decideList(bytes, facts, dayOf(now)));
    write(
      db.insertInto('reports.manifest').values({
        channel_id: channelId,
        number,
        signed: bytes,
        readers: readers.map((reader) => reader.number),
        valid_from: validFrom,
        valid_until: validUntil,
        published_at: now,
        published_by: subject.person,
      }),
    );
    const detail = { number, hash: hashOf(bytes), validUntil };
    return {
      answer: { number, validUntil },
      entry: { subjectKind: 'channel', subjectId: channelId, partyId: (await findChannelParty(db, channelId)) ?? null, detail },
    };
  },
});
