import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { listVisits } from './list-visits.query.ts';
import { recordVisit } from './record-visit.command.ts';

/** Visits to the workers of a contract (5f). */
export const visitRoutes: Route[] = [
  queryRoute({ url: '/desk/api/contracts/:contractId/site-visits', query: listVisits }),
  commandRoute({ url: '/desk/api/contracts/:contractId/site-visits', command: recordVisit }),
];
