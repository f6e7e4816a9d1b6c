import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { documentRoutes } from './documents/document.routes.ts';
import { changeLabel } from './labels/change-label.command.ts';
import { releaseLabel } from './labels/release-label.command.ts';
import { approvePurge } from './purges/approve-purge.command.ts';
import { refusePurge } from './purges/refuse-purge.command.ts';
import { requestPurge } from './purges/request-purge.command.ts';
import { withdrawPurgeRequest } from './purges/withdraw-purge-request.command.ts';
import { changeDraft } from './steps/change-draft.command.ts';
import { confirmStillTrue } from './steps/confirm-still-true.command.ts';
import { correctEvidence } from './steps/correct-evidence.command.ts';
import { enterEvidence } from './steps/enter-evidence.command.ts';
import { submitEvidence } from './steps/submit-evidence.command.ts';
import { withdrawEvidence } from './steps/withdraw-evidence.command.ts';
import { getEvidence } from './views/get-evidence.query.ts';
import { listEvidence } from './views/list-evidence.query.ts';

export const evidenceRoutes: Route[] = [
  queryRoute({ url: '/desk/api/parties/:partyId/evidence', query: listEvidence }),
  commandRoute({ url: '/desk/api/parties/:partyId/evidence', command: enterEvidence }),
  queryRoute({ url: '/desk/api/evidence/:itemId', query: getEvidence }),
  commandRoute({ method: 'PUT', url: '/desk/api/evidence/:itemId', command: changeDraft }),
  commandRoute({ url: '/desk/api/evidence/:itemId/submit', command: submitEvidence }),
  commandRoute({ url: '/desk/api/evidence/:itemId/correct', command: correctEvidence }),
  commandRoute({ url: '/desk/api/evidence/:itemId/confirm', command: confirmStillTrue }),
  commandRoute({ url: '/desk/api/evidence/:itemId/withdraw', command: withdrawEvidence }),
  commandRoute({ url: '/desk/api/evidence/:itemId/request-purge', command: requestPurge }),
  commandRoute({ url: '/desk/api/evidence/:itemId/approve-purge', command: approvePurge }),
  commandRoute({ url: '/desk/api/evidence/:itemId/refuse-purge', command: refusePurge }),
  commandRoute({ url: '/desk/api/evidence/:itemId/withdraw-purge-request', command: withdrawPurgeRequest }),
  commandRoute({ method: 'PUT', url: '/desk/api/evidence/:itemId/label', command: changeLabel }),
  commandRoute({ url: '/desk/api/evidence/:itemId/label-release', command: releaseLabel }),
  ...documentRoutes,
];
