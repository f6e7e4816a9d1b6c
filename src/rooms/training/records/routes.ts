import { commandRoute, fileRoute, type Route } from '#platform/http/route.ts';
import { runQuery } from '#platform/query.ts';
import { previewCompletions, takeCompletions } from './take-completions.command.ts';
import { endWaiver, waive } from './waive.command.ts';

export const recordsRoutes: Route[] = [
  fileRoute({
    method: 'POST',
    url: '/desk/api/completions/preview',
    permission: 'training:keep-roster',
    summary: 'training/preview-completions',
    handle: (platform, caller, request) => runQuery(platform, previewCompletions, { token: caller.token, input: request.body }),
  }),
  commandRoute({ url: '/desk/api/completions', command: takeCompletions }),
  commandRoute({ url: '/desk/api/trainees/:traineeId/waivers', command: waive }),
  commandRoute({ url: '/desk/api/waivers/:waiverId/end', command: endWaiver }),
];
