import { queryRoute, type Route } from '#platform/http/route.ts';
import { countPartyContracts } from './council/count-parties.query.ts';
import { getCoverage } from './get-coverage.query.ts';
import { listGaps } from './list-gaps.query.ts';
import { sampleRoutes } from './sample/sample.routes.ts';

export const coverageRoutes: readonly Route[] = [
  queryRoute({ url: '/desk/api/contract-coverage', query: getCoverage }),
  queryRoute({ url: '/desk/api/contract-party-counts', query: countPartyContracts }),
  ...sampleRoutes,
  queryRoute({ url: '/desk/api/contract-gaps', query: listGaps }),
];
