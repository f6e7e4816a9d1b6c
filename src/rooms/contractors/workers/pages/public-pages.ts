import { runQuery } from '#platform/query.ts';
import { findPaper } from '#rooms/reports/index.ts';
import type { PublicPage } from '#site/public-page.ts';
import { findSite } from '../site-pages/find-site.query.ts';
import { missingSiteContent, siteContent } from './site-page.ts';

/** The public pages for the people who work at a site. Each is shown only as long as force protection agrees to it. */
export const contractorsPages: readonly PublicPage[] = [
  {
    path: '/help/sites/:site',
    summary: 'What employers may not do at a site, and whom to tell',
    render: async (context) => {
      const { platform, params } = context;
      const site = findSite.answer.parse(await runQuery(platform, findSite, { token: null, input: { slug: params?.site ?? '' } }));
      return site === null ? missingSiteContent(context) : siteContent(context, site, await findPaper(platform, site.parties));
    },
  },
];
