import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { addPhoto } from './add-photo.command.ts';
import { getKeepingKey } from './get-keeping-key.query.ts';
import { getPhoto } from './get-photo.query.ts';
import { listVisits } from './list-visits.query.ts';
import { recordVisit } from './record-visit.command.ts';

/** Visits to the workers of a contract (5f). */
export const visitRoutes: Route[] = [
  queryRoute({ url: '/desk/api/contracts/:contractId/site-visits', query: listVisits }),
  commandRoute({ url: '/desk/api/contracts/:contractId/site-visits', command: recordVisit }),
  queryRoute({ url: '/desk/api/contracts/:contractId/site-visit-key', query: getKeepingKey }),
  commandRoute({ url: '/desk/api/site-visits/:visitId/photos', command: addPhoto }),
  queryRoute({ url: '/desk/api/site-photos/:photoId', query: getPhoto }),
];
