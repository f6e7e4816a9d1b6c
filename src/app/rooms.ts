import type { Route } from '#platform/http/route.ts';
import type { Platform } from '#platform/platform.ts';
import { commitmentsRoutes } from '#rooms/commitments/routes.ts';
import { contractorsRoutes } from '#rooms/contractors/routes.ts';
import { contractorsPages } from '#rooms/contractors/workers/pages/public-pages.ts';
import { cooperationRoutes } from '#rooms/cooperation/routes.ts';
import { coursesRoutes } from '#rooms/courses/routes.ts';
import { evidenceRoutes } from '#rooms/evidence/routes.ts';
import { importsRoutes } from '#rooms/imports/routes.ts';
import { certificatePages } from '#rooms/learning/certificates/pages/verify-page.ts';
import { learnRoutes } from '#rooms/learning/player/learn.routes.ts';
import { learningRoutes } from '#rooms/learning/routes.ts';
import { lrsRoutes } from '#rooms/lrs/routes.ts';
import { nationsPages, readTreatyFact } from '#rooms/nations/pages/public-pages.ts';
import { nationsRoutes } from '#rooms/nations/routes.ts';
import { partiesRoutes } from '#rooms/parties/routes.ts';
import { peopleRoutes } from '#rooms/people/routes.ts';
import { policyPages } from '#rooms/policy/pages/public-pages.ts';
import { policyRoutes } from '#rooms/policy/routes.ts';
import { readinessRoutes } from '#rooms/readiness/routes.ts';
import { reportsPages, takesReports } from '#rooms/reports/pages/public-pages.ts';
import { reporterRoutes } from '#rooms/reports/reporter/reporter.routes.ts';
import { reportsRoutes } from '#rooms/reports/routes.ts';
import { retentionRoutes } from '#rooms/retention/routes.ts';
import { returnsPages } from '#rooms/returns/pages/public/public-pages.ts';
import { returnsRoutes } from '#rooms/returns/routes.ts';
import { reviewsPages } from '#rooms/reviews/pages/public-pages.ts';
import { reviewsRoutes } from '#rooms/reviews/routes.ts';
import { logPages } from '#rooms/transparency-log/pages/public-pages.ts';
import { transparencyLogRoutes } from '#rooms/transparency-log/routes.ts';
import { SITE_DEFAULTS, type SiteSettings } from '#site/public-page.ts';
import { pageRoutes, sitePages } from '#site/routes.ts';
import { exercisePages } from './exercise/pages/exercise-page.ts';
import { firstStepsRoutes } from './personal/first-steps.ts';
import { homeRoutes } from './personal/home.ts';
import { newsRoutes } from './personal/news.ts';
import { searchRoutes } from './personal/search.ts';
import { taskRoutes } from './personal/tasks.ts';

/** What one process serves: the public site, the desk, or both. */
export type Surface = 'public' | 'desk' | 'all';

/**
 * The routes of every room, in the order of the tree. Everything under /desk belongs to the desk, and so does /xapi: learning records are personal and have no
 * place in a process open to everyone. The rest is public.
 */
export const ROOM_ROUTES: readonly Route[] = [
  ...policyRoutes,
  ...partiesRoutes,
  ...peopleRoutes,
  ...evidenceRoutes,
  ...commitmentsRoutes,
  ...nationsRoutes,
  ...cooperationRoutes,
  ...lrsRoutes,
  ...importsRoutes,
  ...contractorsRoutes,
  ...coursesRoutes,
  ...learningRoutes,
  ...readinessRoutes,
  ...returnsRoutes,
  ...reportsRoutes,
  ...reviewsRoutes,
  ...transparencyLogRoutes,
  ...retentionRoutes,
  ...firstStepsRoutes,
  ...homeRoutes,
  ...newsRoutes,
  ...searchRoutes,
  ...taskRoutes,
];

/** What the public pages say about this installation. */
export function siteOf(platform: Platform, settings: Partial<SiteSettings>): SiteSettings {
  return { ...SITE_DEFAULTS, ...settings, exercise: platform.exercise };
}

/** The public pages, in their languages. */
function publicPages(platform: Platform, site: SiteSettings): readonly Route[] {
  const walks = platform.exercise ? exercisePages : [];
  return pageRoutes(
    [
      ...sitePages({ readTreaties: readTreatyFact, takesReports }),
      ...policyPages,
      ...nationsPages,
      ...returnsPages,
      ...reportsPages,
      ...contractorsPages,
      ...reviewsPages,
      ...logPages,
      ...certificatePages,
      ...walks,
    ],
    site,
  );
}

/** The routes of a surface. */
export function routesOf(surface: Surface, platform: Platform, site: SiteSettings): Route[] {
  return [...ROOM_ROUTES, ...learnRoutes(site), ...reporterRoutes(site), ...publicPages(platform, site)].filter(
    ({ url }) => surface === 'all' || (url.startsWith('/desk/') || url.startsWith('/xapi/')) === (surface === 'desk'),
  );
}
