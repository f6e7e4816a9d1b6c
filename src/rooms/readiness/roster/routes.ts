import { commandRoute, fileRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { runQuery } from '#platform/query.ts';
import { importRoster } from './import-roster.command.ts';
import { listRosters } from './list-rosters.query.ts';
import { previewRoster } from './preview-roster.query.ts';
import { undoRoster } from './undo-roster.command.ts';
import { workbookRoute } from './workbook.route.ts';

export const rosterRoutes: Route[] = [
  queryRoute({ url: '/desk/api/parties/:partyId/rosters', query: listRosters }),
  // A preview is a POST because a table is too long for a query string. The query checks the permission for the party that the body names.
  fileRoute({
    method: 'POST',
    url: '/desk/api/rosters/preview',
    permission: 'training:manage-roster',
    party: null,
    summary: 'training/preview-roster',
    json: previewRoster,
    handle: (platform, caller, request) => runQuery(platform, previewRoster, { token: caller.token, input: request.body }),
  }),
  workbookRoute,
  commandRoute({ url: '/desk/api/rosters', command: importRoster }),
  commandRoute({ url: '/desk/api/rosters/:batchId/undo', command: undoRoster }),
];
