import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { answerExpectation } from './answer-expectation.command.ts';
import { getDossier } from './dossier.query.ts';
import { getDuty } from './duty.query.ts';
import { getMatrix } from './matrix.query.ts';

export const commitmentsRoutes: Route[] = [
  queryRoute({ url: '/desk/api/matrix', query: getMatrix }),
  queryRoute({ url: '/desk/api/parties/:partyId/dossier', query: getDossier }),
  queryRoute({ url: '/desk/api/parties/:partyId/obligations/:obligationId', query: getDuty }),
  commandRoute({ url: '/desk/api/parties/:partyId/obligations/:obligationId/answer', command: answerExpectation }),
];
