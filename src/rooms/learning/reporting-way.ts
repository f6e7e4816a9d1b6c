import type { Locale } from '#kernel/languages.ts';
import type { Platform } from '#platform/platform.ts';

/** The parties whose people read a lesson: the operation they go to and the nation or other party they belong to. */
export type ReportingPlaces = { operationId?: string | null | undefined; nationId?: string | undefined };

/**
 * How people can report, in the player and on slides alike: the page of a channel that is open for their operation, else for their nation, else what the
 * operator of the installation named. Undefined where there is none of these: lessons then name ways that exist elsewhere.
 */
export async function reportingWay(
  platform: Platform,
  { operationId, nationId }: ReportingPlaces,
  locale: Locale,
): Promise<string | undefined> {
  const { findReportingPage, reporting } = platform.services;
  for (const partyId of [operationId, nationId]) {
    const page = partyId && (await findReportingPage?.(platform, partyId, locale));
    if (page) return page;
  }
  return reporting;
}
