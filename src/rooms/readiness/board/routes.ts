import { queryRoute, type Route } from '#platform/http/route.ts';
import { countByParty } from './count-parties.query.ts';
import { getBoard } from './get-board.query.ts';
import { getKnowledge } from './get-knowledge.query.ts';
import { listLasting } from './list-lasting.query.ts';
import { listPlaceholders } from './list-placeholders.query.ts';
import { listScopes } from './list-scopes.query.ts';
import { listShares } from './list-shares.query.ts';
import { listTrainees } from './list-trainees.query.ts';

export const boardRoutes: Route[] = [
  queryRoute({ url: '/desk/api/readiness', query: listScopes }),
  queryRoute({ url: '/desk/api/training-counts', query: countByParty }),
  queryRoute({ url: '/desk/api/training-shares', query: listShares }),
  queryRoute({ url: '/desk/api/readiness/:scopeId', query: getBoard }),
  queryRoute({ url: '/desk/api/readiness/:scopeId/people', query: listTrainees }),
  queryRoute({ url: '/desk/api/readiness/:scopeId/lasting', query: listLasting }),
  queryRoute({ url: '/desk/api/readiness/:scopeId/placeholders', query: listPlaceholders }),
  queryRoute({ url: '/desk/api/readiness/:scopeId/knowledge', query: getKnowledge }),
];
