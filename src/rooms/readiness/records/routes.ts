import { commandRoute, fileRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { runQuery } from '#platform/query.ts';
import { importCompletions, previewCompletions } from './import-completions.command.ts';
import { importXapiCompletions } from './import-xapi-completions.command.ts';
import { listCompletions } from './list-completions.query.ts';
import { revokeCompletion } from './revoke-completion.command.ts';
import { endWaiver, waive } from './waive.command.ts';

export const recordsRoutes: Route[] = [
  fileRoute({
    method: 'POST',
    url: '/desk/api/completions/preview',
    permission: 'training:manage-roster',
    party: null,
    summary: 'training/preview-completions',
    json: previewCompletions,
    handle: (platform, caller, request) => runQuery(platform, previewCompletions, { token: caller.token, input: request.body }),
  }),
  commandRoute({ url: '/desk/api/completions', command: importCompletions }),
  commandRoute({ url: '/desk/api/completions/xapi', command: importXapiCompletions }),
  queryRoute({ url: '/desk/api/trainees/:traineeId/completions', query: listCompletions }),
  commandRoute({ url: '/desk/api/completions/:completionId/revocation', command: revokeCompletion }),
  commandRoute({ url: '/desk/api/trainees/:traineeId/waivers', command: waive }),
  commandRoute({ url: '/desk/api/waivers/:waiverId/end', command: endWaiver }),
];
