import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { registerProvider, signTotal } from './declare.command.ts';
import { endEquivalent } from './end-equivalent.command.ts';
import { getRecognition } from './get-recognition.query.ts';
import { recogniseCourse, takeEquivalent } from './recognise.command.ts';

export const recognitionRoutes: Route[] = [
  commandRoute({ url: '/desk/api/equivalents/:equivalentId/end', command: endEquivalent }),
  queryRoute({ url: '/desk/api/parties/:partyId/recognition', query: getRecognition }),
  commandRoute({ url: '/desk/api/parties/:partyId/equivalents', command: recogniseCourse }),
  commandRoute({ url: '/desk/api/equivalents/:equivalentId/takers', command: takeEquivalent }),
  commandRoute({ url: '/desk/api/providers', command: registerProvider }),
  commandRoute({ url: '/desk/api/training-totals', command: signTotal }),
];
