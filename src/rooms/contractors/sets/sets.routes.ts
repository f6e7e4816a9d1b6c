import { commandRoute, fileRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { runQuery } from '#platform/query.ts';
import { listSets } from './list-sets.query.ts';
import { loadClauseSet } from './load-set.command.ts';
import { previewSet } from './preview-set.query.ts';

export const setsRoutes: Route[] = [
  queryRoute({ url: '/desk/api/contract-sets', query: listSets }),
  commandRoute({ url: '/desk/api/contract-sets', command: loadClauseSet }),
  fileRoute({
    method: 'POST',
    url: '/desk/api/contract-sets/preview',
    permission: 'contractors:manage',
    party: null,
    summary: 'contractors/preview-set',
    json: previewSet,
    handle: (platform, { token }, request) => runQuery(platform, previewSet, { token, input: request.body }),
  }),
];
