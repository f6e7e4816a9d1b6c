import { homeQuery } from '#platform/home/home-part.ts';
import { queryRoute, type Route } from '#platform/http/route.ts';
import { advisedClausesHome, clausesHome, contractsHome, ownClausesHome } from '#rooms/commitments/index.ts';
import { coverageHome } from '#rooms/contractors/index.ts';
import { accessHome, lastReviewsHome } from '#rooms/people/index.ts';
import { readinessHome } from '#rooms/readiness/index.ts';
import { reportsHome } from '#rooms/reports/index.ts';
import { installationHome } from '#rooms/retention/index.ts';
import { returnHome } from '#rooms/returns/index.ts';
import { adoptedHome, assignmentsHome, roundHome } from '#rooms/reviews/index.ts';
import { logHome } from '#rooms/transparency-log/index.ts';
import { firstStepsHome } from './first-steps.ts';

/** The home page of every role: the parts of the rooms. Those of one role are listed in the order in which that role asks its questions. */
export const HOME_PARTS = [
  firstStepsHome,
  reportsHome,
  clausesHome,
  roundHome,
  readinessHome,
  coverageHome,
  contractsHome,
  returnHome,
  ownClausesHome,
  advisedClausesHome,
  assignmentsHome,
  logHome,
  adoptedHome,
  lastReviewsHome,
  accessHome,
  installationHome,
] as const;

export const homeRoutes: readonly Route[] = [queryRoute({ url: '/desk/api/home', query: homeQuery(HOME_PARTS) })];
