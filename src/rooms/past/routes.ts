import { commandRoute, fileRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { runQuery } from '#platform/query.ts';
import { importPast } from './import-past.command.ts';
import { listPast } from './list-past.query.ts';
import { previewPast } from './preview-past.query.ts';
import { undoPast } from './undo-past.command.ts';

export const pastRoutes: Route[] = [
  queryRoute({ url: '/desk/api/past-imports', query: listPast }),
  commandRoute({ url: '/desk/api/past-imports', command: importPast }),
  // A table is too long for a query string, and reading it is no act.
  fileRoute({
    method: 'POST',
    url: '/desk/api/past-imports/preview',
    permission: 'past:import',
    summary: 'past/preview-past',
    handle: (platform, caller, request) => runQuery(platform, previewPast, { token: caller.token, input: request.body }),
  }),
  commandRoute({ url: '/desk/api/past-imports/:batchId/undo', command: undoPast }),
];
