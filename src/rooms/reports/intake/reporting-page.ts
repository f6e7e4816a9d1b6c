import type { Locale } from '#kernel/languages.ts';
import type { Platform } from '#platform/platform.ts';
import { addressIn } from '#site/public-page.ts';
import { readOpenChannels } from './list-open-channels.query.ts';

/** The address of the page of the first channel that is open for an operation, or else for a party (5e); null where none is. Lessons name it. */
export async function findReportingPage(platform: Platform, partyId: string, locale: Locale): Promise<string | null> {
  const channel = (await readOpenChannels(platform)).find((one) => one.partyId === partyId);
  return channel === undefined ? null : `${platform.publicUrl ?? platform.deskUrl}${addressIn({ code: locale }, `/r/${channel.slug}`)}`;
}
