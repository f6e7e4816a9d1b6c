import type { Locale } from '#kernel/languages.ts';
import type { Platform } from '#platform/platform.ts';

/**
 * How people who go to an operation, or else belong to a party, can report: the page of a channel that is open for it, else what the operator of the installation
 * named. Undefined where there is neither: lessons then name ways that exist elsewhere.
 */
export async function reportingWay(platform: Platform, partyId: string | undefined, locale: Locale): Promise<string | undefined> {
  const { findReportingPage, reporting } = platform.services;
  const page = partyId === undefined ? null : await findReportingPage?.(platform, partyId, locale);
  return page ?? reporting;
}
