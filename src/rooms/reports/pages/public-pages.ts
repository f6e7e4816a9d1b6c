import { AppError } from '#kernel/errors.ts';
import { runQuery } from '#platform/query.ts';
import type { PublicPage } from '#site/public-page.ts';
import { PublicHelp, PublicHelpPlaces } from '../help/help.schema.ts';
import { getHelpPlace, listHelpPlaces } from '../help/public-help.query.ts';
import { missingPlaceContent, placeContent, placesContent } from './help-page.ts';

/** The public pages of help. Read without a session on purpose: every visitor sees the same. */
export const reportsPages: readonly PublicPage[] = [
  {
    path: '/help',
    summary: 'People who can help, by place',
    render: async (context) =>
      placesContent(context, PublicHelpPlaces.parse(await runQuery(context.platform, listHelpPlaces, { token: null, input: {} }))),
  },
  {
    path: '/help/:place',
    summary: 'People who can help near a place',
    render: async (context) => {
      try {
        const help = await runQuery(context.platform, getHelpPlace, { token: null, input: { slug: context.params?.place ?? '' } });
        return placeContent(context, PublicHelp.parse(help), context.platform.clock());
      } catch (error) {
        if (error instanceof AppError && ['platform/not-found', 'platform/invalid-input'].includes(error.code))
          return missingPlaceContent(context);
        throw error;
      }
    },
  },
];
