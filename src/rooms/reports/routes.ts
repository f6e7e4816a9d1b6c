import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { addHelpEntry } from './help/add-help-entry.command.ts';
import { addHelpPlace } from './help/add-help-place.command.ts';
import { changeHelpEntry } from './help/change-help-entry.command.ts';
import { getPartyHelp } from './help/get-party-help.query.ts';
import { listHelpTasks } from './help/list-help-tasks.query.ts';
import { publishHelpPlace } from './help/publish-help-place.command.ts';
import { recordHelpTest } from './help/record-help-test.command.ts';
import { retireHelpEntry } from './help/retire-help-entry.command.ts';

export const reportsRoutes: Route[] = [
  queryRoute({ url: '/desk/api/help-tasks', query: listHelpTasks }),
  queryRoute({ url: '/desk/api/parties/:partyId/help', query: getPartyHelp }),
  commandRoute({ url: '/desk/api/parties/:partyId/help', command: addHelpPlace }),
  commandRoute({ method: 'PUT', url: '/desk/api/help-places/:placeId/publication', command: publishHelpPlace }),
  commandRoute({ url: '/desk/api/help-places/:placeId/entries', command: addHelpEntry }),
  commandRoute({ method: 'PUT', url: '/desk/api/help-entries/:entryId', command: changeHelpEntry }),
  commandRoute({ url: '/desk/api/help-entries/:entryId/tests', command: recordHelpTest }),
  commandRoute({ url: '/desk/api/help-entries/:entryId/retirement', command: retireHelpEntry }),
];
