import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { answerExpectation } from './answers/answer-expectation.command.ts';
import { getDossier } from './dossier/dossier.query.ts';
import { getMatrix } from './matrix/matrix.query.ts';
import { getDuty } from './obligations/duty.query.ts';

export const commitmentsRoutes: Route[] = [
  queryRoute({ url: '/desk/api/matrix', query: getMatrix }),
  queryRoute({ url: '/desk/api/parties/:partyId/dossier', query: getDossier }),
  queryRoute({ url: '/desk/api/parties/:partyId/obligations/:obligationId', query: getDuty }),
  commandRoute({ url: '/desk/api/parties/:partyId/obligations/:obligationId/answer', command: answerExpectation }),
];
