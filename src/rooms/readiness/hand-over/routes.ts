import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { checkHandOver, signHandOver } from './hand-over.command.ts';
import { listHandOvers } from './list-hand-overs.query.ts';

export const handOverRoutes: Route[] = [
  queryRoute({ url: '/desk/api/readiness/:scopeId/hand-overs', query: listHandOvers }),
  commandRoute({ url: '/desk/api/rotations/:rotationId/hand-over-board', command: checkHandOver }),
  commandRoute({ url: '/desk/api/hand-over-boards/:handOverId/signatures', command: signHandOver }),
];
