import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { continueLog } from './continue-log.query.ts';
import { drawSample } from './draw-sample.query.ts';
import { askErasure } from './erasures/ask-erasure.command.ts';
import { approveErasure, refuseErasure, withdrawErasureRequest } from './erasures/end-request.command.ts';
import { listErasures } from './erasures/list-erasures.query.ts';
import { getLog } from './get-log.query.ts';
import { publishedFiles } from './published-files.ts';
import { endWitness, enrolWitness } from './witnesses/enrol-witness.command.ts';

export const transparencyLogRoutes: Route[] = [
  ...publishedFiles,
  queryRoute({ url: '/desk/api/log', query: getLog }),
  queryRoute({ url: '/desk/api/log/continues', query: continueLog }),
  queryRoute({ url: '/desk/api/log/sample', query: drawSample }),
  commandRoute({ url: '/desk/api/log/witnesses', command: enrolWitness }),
  commandRoute({ url: '/desk/api/log/witnesses/:witnessId/end', command: endWitness }),
  queryRoute({ url: '/desk/api/log/erasures', query: listErasures }),
  commandRoute({ url: '/desk/api/log/entries/:entryId/erasure-request', command: askErasure }),
  commandRoute({ url: '/desk/api/log/entries/:entryId/erasure', command: approveErasure }),
  commandRoute({ url: '/desk/api/log/entries/:entryId/erasure-refusal', command: refuseErasure }),
  commandRoute({ url: '/desk/api/log/entries/:entryId/erasure-withdrawal', command: withdrawErasureRequest }),
];
