import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { answerExpectation } from './answers/answer-expectation.command.ts';
import { recordView } from './differences/record-view.command.ts';
import { getDossier } from './dossier/dossier.query.ts';
import { getMatrix } from './matrix/matrix.query.ts';
import { getObligation } from './obligations/obligation.query.ts';

export const commitmentsRoutes: Route[] = [
  queryRoute({ url: '/desk/api/matrix', query: getMatrix }),
  queryRoute({ url: '/desk/api/parties/:partyId/dossier', query: getDossier }),
  queryRoute({ url: '/desk/api/parties/:partyId/obligations/:obligationId', query: getObligation }),
  commandRoute({ url: '/desk/api/parties/:partyId/obligations/:obligationId/answer', command: answerExpectation }),
  commandRoute({ url: '/desk/api/parties/:partyId/obligations/:obligationId/views', command: recordView }),
];
