import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { getRetention } from './get-retention.query.ts';
import { liftHold } from './lift-hold.command.ts';
import { placeHold } from './place-hold.command.ts';

export const retentionRoutes: Route[] = [
  queryRoute({ url: '/desk/api/retention', query: getRetention }),
  commandRoute({ url: '/desk/api/holds', command: placeHold }),
  commandRoute({ url: '/desk/api/holds/:holdId/lift', command: liftHold }),
];
