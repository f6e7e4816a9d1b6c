import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { confirmGeneral } from './confirm-general.command.ts';
import { listGeneral } from './list-general.query.ts';
import { makeGeneral } from './make-general.command.ts';
import { withdrawGeneral } from './withdraw-general.command.ts';

export const generalRoutes: Route[] = [
  queryRoute({ url: '/desk/api/general-conditions', query: listGeneral }),
  commandRoute({ url: '/desk/api/contract-files/:documentId/general', command: makeGeneral }),
  commandRoute({ url: '/desk/api/contract-files/:documentId/withdrawal', command: withdrawGeneral }),
  commandRoute({ url: '/desk/api/contract-files/:documentId/takeovers', command: confirmGeneral }),
];
