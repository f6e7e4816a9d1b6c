import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { endInterpreting } from './end-interpreting.command.ts';
import { getInterpreted } from './get-interpreted.query.ts';
import { giveToInterpreter } from './give-to-interpreter.command.ts';
import { leaveInterpreterNote } from './leave-interpreter-note.command.ts';
import { listInterpreters } from './list-interpreters.query.ts';
import { listOwnInterpreted } from './list-own-interpreted.query.ts';

/** One report for one interpreter, until a day: what its readers do, and what the interpreter sees. */
export const interpretingRoutes: Route[] = [
  queryRoute({ url: '/desk/api/reports/:reportId/interpreters', query: listInterpreters }),
  commandRoute({ method: 'PUT', url: '/desk/api/reports/:reportId/interpreters/:number', command: giveToInterpreter }),
  commandRoute({ method: 'DELETE', url: '/desk/api/reports/:reportId/interpreters/:number', command: endInterpreting }),
  queryRoute({ url: '/desk/api/interpreted-reports', query: listOwnInterpreted }),
  queryRoute({ url: '/desk/api/interpreted-reports/:reportId', query: getInterpreted }),
  commandRoute({ url: '/desk/api/interpreted-reports/:reportId/notes', command: leaveInterpreterNote }),
];
