import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { getCalendar } from './calendar/get-calendar.query.ts';
import { setCalendar } from './calendar/set-calendar.command.ts';
import { confirmContribution } from './contributions/confirm-contribution.command.ts';
import { endContribution } from './contributions/end-contribution.command.ts';
import { recordObservedContribution } from './contributions/record-observed-contribution.command.ts';
import { recordContracting } from './register/record-contracting.command.ts';
import { recordMembership } from './register/record-membership.command.ts';
import { registerContractor } from './register/register-contractor.command.ts';
import { registerParty } from './register/register-party.command.ts';
import { moveUnit } from './units/move-unit.command.ts';
import { planRotation, setHandOver } from './units/plan-rotation.command.ts';
import { registerUnit } from './units/register-unit.command.ts';
import { getParty } from './views/get-party.query.ts';
import { listParties } from './views/list-parties.query.ts';

export const partiesRoutes: Route[] = [
  queryRoute({ url: '/desk/api/parties', query: listParties }),
  queryRoute({ url: '/desk/api/parties/:partyId', query: getParty }),
  queryRoute({ url: '/desk/api/parties/:partyId/calendar', query: getCalendar }),
  commandRoute({ method: 'PUT', url: '/desk/api/parties/:partyId/calendar', command: setCalendar }),
  commandRoute({ url: '/desk/api/parties', command: registerParty }),
  commandRoute({ url: '/desk/api/contractors', command: registerContractor }),
  commandRoute({ method: 'PUT', url: '/desk/api/parties/:partyId/contracting', command: recordContracting }),
  commandRoute({ url: '/desk/api/parties/:partyId/memberships', command: recordMembership }),
  commandRoute({ url: '/desk/api/parties/:partyId/observed-contributions', command: recordObservedContribution }),
  commandRoute({ url: '/desk/api/parties/:partyId/contributions', command: confirmContribution }),
  commandRoute({ url: '/desk/api/contributions/:contributionId/end', command: endContribution }),
  commandRoute({ url: '/desk/api/parties/:partyId/units', command: registerUnit }),
  commandRoute({ method: 'PUT', url: '/desk/api/units/:unitId', command: moveUnit }),
  commandRoute({ url: '/desk/api/units/:unitId/rotations', command: planRotation }),
  commandRoute({ method: 'PUT', url: '/desk/api/rotations/:rotationId/hand-over', command: setHandOver }),
];
