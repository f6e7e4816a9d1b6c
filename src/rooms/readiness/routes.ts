import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { boardRoutes } from './board/routes.ts';
import { boardFileRoutes } from './files/board-file.routes.ts';
import { handOverPageRoute } from './files/hand-over-page.route.ts';
import { listGapNumbers, listGaps } from './gaps/list-gaps.query.ts';
import { handOverRoutes } from './hand-over/routes.ts';
import { recordReadiness } from './measuring/record-readiness.command.ts';
import { recognitionRoutes } from './recognition/routes.ts';
import { recordsRoutes } from './records/routes.ts';
import { rosterRoutes } from './roster/routes.ts';
import { stateStrength } from './strength/state-strength.command.ts';
import { requestRoster } from './tasks/request-roster.command.ts';

/** The addresses of this room at the desk, by folder. */
export const readinessRoutes: Route[] = [
  ...rosterRoutes,
  ...boardRoutes,
  ...boardFileRoutes,
  queryRoute({ url: '/desk/api/readiness/:scopeId/gaps', query: listGaps }),
  queryRoute({ url: '/desk/api/readiness/:scopeId/gaps/numbers', query: listGapNumbers }),
  ...recordsRoutes,
  ...recognitionRoutes,
  ...handOverRoutes,
  handOverPageRoute,
  commandRoute({ url: '/desk/api/parties/:partyId/training-readiness', command: recordReadiness }),
  commandRoute({ url: '/desk/api/parties/:partyId/strength', command: stateStrength }),
  commandRoute({ url: '/desk/api/parties/:partyId/roster-request', command: requestRoster }),
];
