import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineQuery } from '#platform/query.ts';
import { findChannel, findChannelParty } from '../channels/channel.store.ts';
import { fingerprintOf, newestKey } from '../manifest/manifest.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * What a poster of a channel names (5e), for those who keep it: its address, its name, and the fingerprint of its newest key. Throws `reports/not-in-this-state`
 * where the channel is a draft or closed: a poster leads people there.
 */
export const getPoster = defineQuery({
  name: 'reports/get-poster',
  permission: 'reports:keep-channel',
  input: z.strictObject({ channelId: z.uuid() }),
  answer: z.object({ slug: z.string(), name: z.record(z.string(), z.string()), fingerprint: z.string() }),
  party: ({ channelId }, db) => findChannelParty(db, channelId),
  async run({ db }, { channelId }) {
    const channel = await findChannel(db, channelId);
    if (channel === undefined) throw new AppError('platform/not-found');
    if (channel.state !== 'open') throw new AppError('reports/not-in-this-state');
    const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));
    const chain = { first: bytes(channel.firstKey), successors: channel.successors.map(bytes) };
    const key = newestKey(channelId, chain, null);
    if (key === null) throw new AppError('reports/not-signed-by-channel');
    return { slug: channel.slug, name: channel.name, fingerprint: fingerprintOf(key) };
  },
});
