import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { confirmContribution } from './confirm-contribution.command.ts';
import { endContribution } from './end-contribution.command.ts';
import { getCalendar } from './get-calendar.query.ts';
import { getParty } from './get-party.query.ts';
import { listParties } from './list-parties.query.ts';
import { moveUnit } from './move-unit.command.ts';
import { planRotation, setHandOver } from './plan-rotation.command.ts';
import { recordMembership } from './record-membership.command.ts';
import { recordSighting } from './record-sighting.command.ts';
import { registerContractor } from './register-contractor.command.ts';
import { registerParty } from './register-party.command.ts';
import { registerUnit } from './register-unit.command.ts';
import { setCalendar } from './set-calendar.command.ts';

export const partiesRoutes: Route[] = [
  queryRoute({ url: '/desk/api/parties', query: listParties }),
  queryRoute({ url: '/desk/api/parties/:partyId', query: getParty }),
  queryRoute({ url: '/desk/api/parties/:partyId/calendar', query: getCalendar }),
  commandRoute({ method: 'PUT', url: '/desk/api/parties/:partyId/calendar', command: setCalendar }),
  commandRoute({ url: '/desk/api/parties', command: registerParty }),
  commandRoute({ url: '/desk/api/contractors', command: registerContractor }),
  commandRoute({ url: '/desk/api/parties/:partyId/memberships', command: recordMembership }),
  commandRoute({ url: '/desk/api/parties/:partyId/sightings', command: recordSighting }),
  commandRoute({ url: '/desk/api/parties/:partyId/contributions', command: confirmContribution }),
  commandRoute({ url: '/desk/api/contributions/:contributionId/end', command: endContribution }),
  commandRoute({ url: '/desk/api/parties/:partyId/units', command: registerUnit }),
  commandRoute({ method: 'PUT', url: '/desk/api/units/:unitId', command: moveUnit }),
  commandRoute({ url: '/desk/api/units/:unitId/rotations', command: planRotation }),
  commandRoute({ method: 'PUT', url: '/desk/api/rotations/:rotationId/hand-over', command: setHandOver }),
];
