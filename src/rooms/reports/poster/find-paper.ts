import { z } from 'zod';
import type { Platform } from '#platform/platform.ts';
import { defineQuery, runQuery } from '#platform/query.ts';
import { PublicHelp } from '../help/help.schema.ts';
import { placesOf } from '../help/help.store.ts';
import { getHelpPlace } from '../help/public-help.query.ts';
import { getPublicChannel } from '../intake/get-public-channel.query.ts';
import { PublicChannel } from '../intake/intake.schema.ts';
import { readOpenChannels } from '../intake/list-open-channels.query.ts';
import { fingerprintOf, newestKey } from '../manifest/manifest.ts';
import type { getPoster } from './get-poster.query.ts';

/** The published place of help of a party, without account. */
const findPlaceOfParty = defineQuery({
  name: 'reports/find-place-of-party',
  permission: 'public',
  input: z.strictObject({ parties: z.array(z.uuid()) }),
  answer: z.string().nullable(),
  async run({ db }, { parties }) {
    const places = await placesOf(db, 'published');
    return parties.flatMap((party) => places.filter(({ partyId }) => partyId === party))[0]?.slug ?? null;
  },
});

/**
 * What a paper for other people than those who keep the channel names (5e, 5f): the first channel that reporters can write to of the parties in their order, and
 * the place of help next to it, or else of these parties. Read without a session: everybody may know it. `channel` is null where none is open.
 */
export async function findPaper(
  platform: Platform,
  parties: readonly string[],
): Promise<{ channel: z.infer<typeof getPoster.answer> | null; help: PublicHelp | null }> {
  const open = await readOpenChannels(platform);
  const slug = parties.flatMap((party) => open.filter(({ partyId }) => partyId === party))[0]?.slug;
  const found =
    slug === undefined ? null : PublicChannel.parse(await runQuery(platform, getPublicChannel, { token: null, input: { channel: slug } }));
  const key = found && newestKey(found.channel, chainOf(found.keys), null);
  const place = found?.help[0] ?? (await runQuery(platform, findPlaceOfParty, { token: null, input: { parties } }));
  const help = place && PublicHelp.parse(await runQuery(platform, getHelpPlace, { token: null, input: { slug: place } }));
  return { channel: found && key && { slug: found.slug, name: found.name, fingerprint: fingerprintOf(key) }, help: help || null };
}

const chainOf = ({ first, successors }: PublicChannel['keys']) => ({ first: bytes(first), successors: successors.map(bytes) });
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));
