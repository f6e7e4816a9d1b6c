import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { accessSlipSheet } from './access-slip-sheet.route.ts';
import { bookSeats } from './book-seats.command.ts';
import { closeClass } from './close-class.command.ts';
import { getClass } from './get-class.query.ts';
import { listClasses } from './list-classes.query.ts';
import { makeAccessSlips } from './make-access-slips.command.ts';
import { moveEnd } from './move-end.command.ts';
import { openClass } from './open-class.command.ts';
import { renewPin } from './renew-pin.command.ts';
import { resetTries } from './reset-tries.command.ts';
import { setSeats } from './set-seats.command.ts';

const CLASS = '/desk/api/training/classes/:classId';

export const classesRoutes: Route[] = [
  queryRoute({ url: '/desk/api/training/classes', query: listClasses }),
  commandRoute({ url: '/desk/api/parties/:partyId/classes', command: openClass }),
  queryRoute({ url: CLASS, query: getClass }),
  commandRoute({ url: `${CLASS}/access-slips`, command: makeAccessSlips }),
  commandRoute({ url: `${CLASS}/access-slips/:accessSlipId/pin`, command: renewPin }),
  commandRoute({ url: `${CLASS}/tries/:traineeId/:moduleId`, command: resetTries }),
  commandRoute({ url: `${CLASS}/close`, command: closeClass }),
  commandRoute({ url: `${CLASS}/last-day`, command: moveEnd }),
  commandRoute({ method: 'PUT', url: `${CLASS}/seats`, command: setSeats }),
  commandRoute({ method: 'PUT', url: `${CLASS}/bookings`, command: bookSeats }),
  accessSlipSheet,
];
