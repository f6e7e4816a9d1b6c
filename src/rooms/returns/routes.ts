import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { answerQuestion } from './answer-question.command.ts';
import { answerQuestions } from './answer-questions.command.ts';
import { formRoutes } from './form.routes.ts';
import { getReturn } from './get-return.query.ts';
import { getVersion } from './get-version.query.ts';
import { handOutSection } from './hand-out-section.command.ts';
import { labelReturn, releaseReturnLabel } from './label-return.command.ts';
import { listReturnTasks } from './list-return-tasks.query.ts';
import { listReturns } from './list-returns.query.ts';
import { openReturn } from './open-return.command.ts';
import { sectionFormRoutes } from './pages/section-form.routes.ts';
import { acceptSection, answerByLink, handBackSection, lookAtSection } from './section-link.command.ts';
import { setSectionRelease } from './set-release.command.ts';
import { showStanding } from './show-standing.command.ts';
import { startReturn } from './start-return.command.ts';
import { acceptReturn, amendReturn, askReview, clearReturn, reopenReturn, sendBackReturn, signReturn } from './steps.command.ts';
import { submitReturn } from './submit-return.command.ts';
import { withdrawSectionLink } from './withdraw-link.command.ts';

const RETURN = '/desk/api/returns/:returnId';

export const returnsRoutes: Route[] = [
  queryRoute({ url: '/desk/api/returns', query: listReturns }),
  queryRoute({ url: '/desk/api/return-tasks', query: listReturnTasks }),
  commandRoute({ url: '/desk/api/parties/:partyId/returns', command: openReturn }),
  queryRoute({ url: RETURN, query: getReturn }),
  queryRoute({ url: `${RETURN}/versions/:number`, query: getVersion }),
  ...formRoutes,
  commandRoute({ method: 'PUT', url: `${RETURN}/label`, command: labelReturn }),
  commandRoute({ url: `${RETURN}/label-release`, command: releaseReturnLabel }),
  commandRoute({ url: `${RETURN}/start`, command: startReturn }),
  commandRoute({ method: 'PUT', url: `${RETURN}/answers/:questionId`, command: answerQuestion }),
  commandRoute({ method: 'PUT', url: `${RETURN}/answers`, command: answerQuestions }),
  commandRoute({ method: 'PUT', url: `${RETURN}/sections/:sectionId/release`, command: setSectionRelease }),
  commandRoute({ method: 'PUT', url: `${RETURN}/standing`, command: showStanding }),
  commandRoute({ url: `${RETURN}/sections/:sectionId/links`, command: handOutSection }),
  commandRoute({ url: '/desk/api/section-links/:linkId/withdrawal', command: withdrawSectionLink }),
  commandRoute({ url: `${RETURN}/legal-review`, command: askReview }),
  commandRoute({ url: `${RETURN}/clearance`, command: clearReturn }),
  commandRoute({ url: `${RETURN}/reopening`, command: reopenReturn }),
  commandRoute({ url: `${RETURN}/signature`, command: signReturn }),
  commandRoute({ url: `${RETURN}/submission`, command: submitReturn }),
  commandRoute({ url: `${RETURN}/acceptance`, command: acceptReturn }),
  commandRoute({ url: `${RETURN}/sending-back`, command: sendBackReturn }),
  commandRoute({ url: `${RETURN}/amendment`, command: amendReturn }),
  // The link stands in the body, so that no address holds it.
  commandRoute({ url: '/desk/api/linked-section', command: lookAtSection }),
  commandRoute({ url: '/desk/api/linked-section/acceptance', command: acceptSection }),
  commandRoute({ url: '/desk/api/linked-section/hand-back', command: handBackSection }),
  commandRoute({ method: 'PUT', url: '/desk/api/linked-section/answers/:questionId', command: answerByLink }),
  ...sectionFormRoutes,
];
