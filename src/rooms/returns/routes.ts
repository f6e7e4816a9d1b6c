import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { answerQuestion } from './answers/answer-question.command.ts';
import { answerQuestions } from './answers/answer-questions.command.ts';
import { recordProvision } from './answers/provisions/record-provision.command.ts';
import { setSectionRelease } from './answers/set-release.command.ts';
import { formRoutes } from './form/form.routes.ts';
import { labelReturn, releaseReturnLabel } from './labels/label-return.command.ts';
import { handOutSection } from './links/hand-out-section.command.ts';
import { recordProvisionByLink } from './links/record-provision-by-link.command.ts';
import { acceptSection, answerByLink, handBackSection, lookAtSection } from './links/section-link.command.ts';
import { withdrawSectionLink } from './links/withdraw-link.command.ts';
import { sectionFormRoutes } from './pages/section-form.routes.ts';
import { publishStatus } from './public/publish-status.command.ts';
import { explainCheck } from './steps/explain-check.command.ts';
import { openReturn } from './steps/open-return.command.ts';
import { startReturn } from './steps/start-return.command.ts';
import { acceptReturn, amendReturn, askReview, clearReturn, reopenReturn, sendBackReturn, signReturn } from './steps/steps.command.ts';
import { getVersion } from './versions/get-version.query.ts';
import { submitReturn } from './versions/submit-return.command.ts';
import { getReturn } from './views/get-return.query.ts';
import { listReturns } from './views/list-returns.query.ts';

const RETURN = '/desk/api/returns/:returnId';

export const returnsRoutes: Route[] = [
  queryRoute({ url: '/desk/api/returns', query: listReturns }),
  commandRoute({ url: '/desk/api/parties/:partyId/returns', command: openReturn }),
  queryRoute({ url: RETURN, query: getReturn }),
  queryRoute({ url: `${RETURN}/versions/:number`, query: getVersion }),
  ...formRoutes,
  commandRoute({ method: 'PUT', url: `${RETURN}/label`, command: labelReturn }),
  commandRoute({ url: `${RETURN}/label-release`, command: releaseReturnLabel }),
  commandRoute({ url: `${RETURN}/start`, command: startReturn }),
  commandRoute({ method: 'PUT', url: `${RETURN}/answers/:questionId`, command: answerQuestion }),
  commandRoute({ method: 'PUT', url: `${RETURN}/answers`, command: answerQuestions }),
  commandRoute({ method: 'PUT', url: `${RETURN}/checks/:checkId`, command: explainCheck }),
  commandRoute({ url: `${RETURN}/questions/:questionId/provisions`, command: recordProvision }),
  commandRoute({ method: 'PUT', url: `${RETURN}/sections/:sectionId/release`, command: setSectionRelease }),
  commandRoute({ method: 'PUT', url: `${RETURN}/public-status`, command: publishStatus }),
  commandRoute({ url: `${RETURN}/sections/:sectionId/links`, command: handOutSection }),
  commandRoute({ url: '/desk/api/section-links/:linkId/withdrawal', command: withdrawSectionLink }),
  commandRoute({ url: `${RETURN}/ask-review`, command: askReview }),
  commandRoute({ url: `${RETURN}/clear`, command: clearReturn }),
  commandRoute({ url: `${RETURN}/reopen`, command: reopenReturn }),
  commandRoute({ url: `${RETURN}/sign`, command: signReturn }),
  commandRoute({ url: `${RETURN}/submit`, command: submitReturn }),
  commandRoute({ url: `${RETURN}/accept`, command: acceptReturn }),
  commandRoute({ url: `${RETURN}/send-back`, command: sendBackReturn }),
  commandRoute({ url: `${RETURN}/amend`, command: amendReturn }),
  // The link is in the body, so that no URL or access log contains it.
  commandRoute({ url: '/desk/api/linked-section', command: lookAtSection }),
  commandRoute({ url: '/desk/api/linked-section/acceptance', command: acceptSection }),
  commandRoute({ url: '/desk/api/linked-section/hand-back', command: handBackSection }),
  commandRoute({ method: 'PUT', url: '/desk/api/linked-section/answers/:questionId', command: answerByLink }),
  commandRoute({ url: '/desk/api/linked-section/questions/:questionId/provisions', command: recordProvisionByLink }),
  ...sectionFormRoutes,
];
