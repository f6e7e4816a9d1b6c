import type { Locale } from '#kernel/languages.ts';
import type { Platform } from '#platform/platform.ts';

/**
 * How people can report: the page of a channel that is open for the first of these parties that has one (the operation they go to before the nation they belong
 * to), else what the operator of the installation named. Undefined where there is neither: lessons then name ways that exist elsewhere.
 */
export async function reportingWay(
  platform: Platform,
  partyIds: readonly (string | undefined)[],
  locale: Locale,
): Promise<string | undefined> {
  const { findReportingPage, reporting } = platform.services;
  for (const partyId of partyIds) {
    const page = partyId && (await findReportingPage?.(platform, partyId, locale));
    if (page) return page;
  }
  return reporting;
}
