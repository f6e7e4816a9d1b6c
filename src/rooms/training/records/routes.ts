import { commandRoute, fileRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { runQuery } from '#platform/query.ts';
import { registerProvider, signTotal } from './declare.command.ts';
import { getRecognition } from './get-recognition.query.ts';
import { checkHandOver, signHandOver } from './hand-over.command.ts';
import { handOverPageRoute } from './hand-over-page.route.ts';
import { listCompletions } from './list-completions.query.ts';
import { listHandOvers } from './list-hand-overs.query.ts';
import { recogniseCourse, takeEquivalent } from './recognise.command.ts';
import { stateStanding } from './state-standing.command.ts';
import { endEquivalent, revokeCompletion } from './take-back.command.ts';
import { previewCompletions, takeCompletions } from './take-completions.command.ts';
import { takeXapiCompletions } from './take-xapi-completions.command.ts';
import { endWaiver, waive } from './waive.command.ts';

export const recordsRoutes: Route[] = [
  fileRoute({
    method: 'POST',
    url: '/desk/api/completions/preview',
    permission: 'training:keep-roster',
    party: null,
    summary: 'training/preview-completions',
    json: previewCompletions,
    handle: (platform, caller, request) => runQuery(platform, previewCompletions, { token: caller.token, input: request.body }),
  }),
  commandRoute({ url: '/desk/api/completions', command: takeCompletions }),
  commandRoute({ url: '/desk/api/completions/xapi', command: takeXapiCompletions }),
  queryRoute({ url: '/desk/api/trainees/:traineeId/completions', query: listCompletions }),
  commandRoute({ url: '/desk/api/completions/:completionId/revocation', command: revokeCompletion }),
  commandRoute({ url: '/desk/api/equivalents/:equivalentId/end', command: endEquivalent }),
  commandRoute({ url: '/desk/api/trainees/:traineeId/waivers', command: waive }),
  commandRoute({ url: '/desk/api/waivers/:waiverId/end', command: endWaiver }),
  queryRoute({ url: '/desk/api/parties/:partyId/recognition', query: getRecognition }),
  commandRoute({ url: '/desk/api/parties/:partyId/equivalents', command: recogniseCourse }),
  commandRoute({ url: '/desk/api/equivalents/:equivalentId/takers', command: takeEquivalent }),
  commandRoute({ url: '/desk/api/providers', command: registerProvider }),
  commandRoute({ url: '/desk/api/training-totals', command: signTotal }),
  commandRoute({ url: '/desk/api/parties/:partyId/training-standing', command: stateStanding }),
  queryRoute({ url: '/desk/api/readiness/:scopeId/hand-overs', query: listHandOvers }),
  commandRoute({ url: '/desk/api/rotations/:rotationId/hand-over-board', command: checkHandOver }),
  commandRoute({ url: '/desk/api/hand-over-boards/:handOverId/signatures', command: signHandOver }),
  handOverPageRoute,
];
