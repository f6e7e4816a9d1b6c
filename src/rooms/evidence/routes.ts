import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { approvePurge } from './approve-purge.command.ts';
import { askPurge } from './ask-purge.command.ts';
import { changeDraft } from './change-draft.command.ts';
import { changeLabel } from './change-label.command.ts';
import { confirmStillTrue } from './confirm-still-true.command.ts';
import { correctEvidence } from './correct-evidence.command.ts';
import { documentRoutes } from './document.routes.ts';
import { enterEvidence } from './enter-evidence.command.ts';
import { getEvidence } from './get-evidence.query.ts';
import { listEvidence } from './list-evidence.query.ts';
import { releaseLabel } from './release-label.command.ts';
import { submitEvidence } from './submit-evidence.command.ts';
import { withdrawEvidence } from './withdraw-evidence.command.ts';

export const evidenceRoutes: Route[] = [
  queryRoute({ url: '/desk/api/parties/:partyId/evidence', query: listEvidence }),
  commandRoute({ url: '/desk/api/parties/:partyId/evidence', command: enterEvidence }),
  queryRoute({ url: '/desk/api/evidence/:pieceId', query: getEvidence }),
  commandRoute({ method: 'PUT', url: '/desk/api/evidence/:pieceId', command: changeDraft }),
  commandRoute({ url: '/desk/api/evidence/:pieceId/submission', command: submitEvidence }),
  commandRoute({ url: '/desk/api/evidence/:pieceId/correction', command: correctEvidence }),
  commandRoute({ url: '/desk/api/evidence/:pieceId/confirmation', command: confirmStillTrue }),
  commandRoute({ url: '/desk/api/evidence/:pieceId/withdrawal', command: withdrawEvidence }),
  commandRoute({ url: '/desk/api/evidence/:pieceId/purge-request', command: askPurge }),
  commandRoute({ url: '/desk/api/evidence/:pieceId/purge', command: approvePurge }),
  commandRoute({ method: 'PUT', url: '/desk/api/evidence/:pieceId/label', command: changeLabel }),
  commandRoute({ url: '/desk/api/evidence/:pieceId/label-release', command: releaseLabel }),
  ...documentRoutes,
];
