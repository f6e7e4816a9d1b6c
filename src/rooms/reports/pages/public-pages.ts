import { AppError } from '#kernel/errors.ts';
import { runQuery } from '#platform/query.ts';
import type { PageContext, PublicPage } from '#site/public-page.ts';
import { PublicHelp, PublicHelpPlaces } from '../help/help.schema.ts';
import { getHelpPlace, listHelpPlaces } from '../help/public-help.query.ts';
import { readOpenChannels } from '../intake/list-open-channels.query.ts';
import { missingPlaceContent, placeContent, placesContent } from './help-page.ts';

/** The public pages of help, with the ways to the open channels. Read without a session on purpose: every visitor sees the same. */
export const reportsPages: readonly PublicPage[] = [
  {
    path: '/help',
    summary: 'People who can help, by place',
    render: async (context) => {
      const [places, channels] = await Promise.all([
        runQuery(context.platform, listHelpPlaces, { token: null, input: {} }),
        readOpenChannels(context.platform),
      ]);
      return placesContent(context, PublicHelpPlaces.parse(places), channels);
    },
  },
  {
    path: '/help/:place',
    summary: 'People who can help near a place',
    render: async (context) => {
      try {
        const [help, channels] = await Promise.all([
          runQuery(context.platform, getHelpPlace, { token: null, input: { slug: context.params?.place ?? '' } }),
          readOpenChannels(context.platform),
        ]);
        return placeContent(context, PublicHelp.parse(help), context.platform.clock(), channels);
      } catch (error) {
        if (error instanceof AppError && ['platform/not-found', 'platform/invalid-input'].includes(error.code))
          return missingPlaceContent(context);
        throw error;
      }
    },
  },
];

/** Whether a channel accepts reports, for the start page; null while the database is down: the page itself stays up. */
export async function takesReports({ platform }: PageContext): Promise<boolean | null> {
  try {
    return (await readOpenChannels(platform)).length > 0;
  } catch (error) {
    if (error instanceof AppError && error.code === 'platform/database-lost') return null;
    throw error;
  }
}
