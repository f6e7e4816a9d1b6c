import { AppError } from '#kernel/errors.ts';
import type { Platform } from '#platform/platform.ts';
import { runQuery } from '#platform/query.ts';
import { PublicHelp } from '../help/help.schema.ts';
import { getHelpPlace } from '../help/public-help.query.ts';
import { getPublicChannel } from '../intake/get-public-channel.query.ts';
import { PublicChannel } from '../intake/intake.schema.ts';
import type { ChannelOnPage } from './shell.ts';

/** Finds an open or a closed channel by its name in the address, with the tested numbers of its own place; null for a draft and an unknown name. Read without a session: every caller sees the same. */
export async function findPublicChannel(platform: Platform, slug: string): Promise<ChannelOnPage | null> {
  const found = await ifKnown(() => runQuery(platform, getPublicChannel, { token: null, input: { channel: slug } }));
  if (found === null) return null;
  const { name, state, opensOn, help, clocks } = PublicChannel.parse(found);
  const place =
    help[0] === undefined ? null : await ifKnown(() => runQuery(platform, getHelpPlace, { token: null, input: { slug: help[0]! } }));
  return { slug, name, state, opensOn, clocks, help: place && PublicHelp.parse(place) };
}

/** What a query found; null where there is none. Other errors are thrown. */
async function ifKnown<Found>(read: () => Promise<Found>): Promise<Found | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError && ['reports/unknown-channel', 'platform/not-found'].includes(error.code)) return null;
    throw error;
  }
}
