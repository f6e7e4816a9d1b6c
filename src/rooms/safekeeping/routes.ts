import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { getSafekeeping } from './get-safekeeping.query.ts';
import { liftHold } from './lift-hold.command.ts';
import { placeHold } from './place-hold.command.ts';

export const safekeepingRoutes: Route[] = [
  queryRoute({ url: '/desk/api/safekeeping', query: getSafekeeping }),
  commandRoute({ url: '/desk/api/holds', command: placeHold }),
  commandRoute({ url: '/desk/api/holds/:holdId/lift', command: liftHold }),
];
