import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { coverageRoutes } from './coverage/coverage.routes.ts';
import { changeContract } from './documents/change-contract.command.ts';
import { confirmAlike } from './documents/confirm-alike.command.ts';
import { decideFinding } from './documents/decide-finding.command.ts';
import { getDrop, listDrops } from './documents/drops.query.ts';
import { generalRoutes } from './documents/general/general.routes.ts';
import { getCheck } from './documents/get-check.query.ts';
import { getSample, listOpenFindings } from './documents/open-findings.query.ts';
import { placeDocument } from './documents/place-document.command.ts';
import { undoDrop } from './documents/undo-drop.command.ts';
import { uploadFileRoute } from './documents/upload-file.route.ts';
import { firmRoutes } from './firms/firm.routes.ts';
import { exportRoutes } from './imports/export/export.routes.ts';
import { importRoutes } from './imports/import.routes.ts';
import { planRoutes } from './plans/plan.routes.ts';
import { listRates } from './rates/list-rates.query.ts';
import { recordRate } from './rates/record-rate.command.ts';
import { addMember } from './register/add-member.command.ts';
import { correctMember } from './register/correct-member.command.ts';
import { countContracts } from './register/count-contracts.query.ts';
import { endContract } from './register/end-contract.command.ts';
import { getContract } from './register/get-contract.query.ts';
import { leaveMember } from './register/leave-member.command.ts';
import { recordContract } from './register/record-contract.command.ts';
import { releaseRoutes } from './release/release.routes.ts';
import { setsRoutes } from './sets/sets.routes.ts';
import { visitRoutes } from './site-visits/visit.routes.ts';
import { listContracts } from './tasks/next-due/list-contracts.query.ts';
import { getViolation } from './violations/get-violation.query.ts';
import { informNotified } from './violations/inform-notified.command.ts';
import { listViolations } from './violations/list-violations.query.ts';
import { recordViolation } from './violations/record-violation.command.ts';
import {
  askReply,
  closeReply,
  closeViolation,
  confirmAbatement,
  decideRemedy,
  dismissViolation,
  investigateViolation,
  markDanger,
  orderAbatement,
  recordDebarment,
  recordRemedy,
  recordReply,
  reportInvestigation,
  substantiateInDanger,
  substantiateViolation,
  terminateForViolation,
  verifyRemediation,
} from './violations/violation-steps.command.ts';
import { workerRoutes } from './workers/worker.routes.ts';

export const contractorsRoutes: Route[] = [
  queryRoute({ url: '/desk/api/contracts', query: listContracts }),
  commandRoute({ url: '/desk/api/contracts', command: recordContract }),
  queryRoute({ url: '/desk/api/contracts/:contractId', query: getContract }),
  commandRoute({ method: 'PUT', url: '/desk/api/contracts/:contractId', command: changeContract }),
  commandRoute({ url: '/desk/api/contracts/:contractId/end', command: endContract }),
  commandRoute({ url: '/desk/api/contracts/:contractId/members', command: addMember }),
  commandRoute({ method: 'PUT', url: '/desk/api/contracts/:contractId/members/:memberId', command: correctMember }),
  commandRoute({ url: '/desk/api/contracts/:contractId/members/:memberId/left', command: leaveMember }),
  ...firmRoutes,
  ...importRoutes,
  ...exportRoutes,
  ...planRoutes,
  ...workerRoutes,
  ...visitRoutes,
  ...releaseRoutes,
  queryRoute({ url: '/desk/api/contract-counts', query: countContracts }),
  ...coverageRoutes,
  queryRoute({ url: '/desk/api/contract-rates', query: listRates }),
  commandRoute({ url: '/desk/api/contract-rates', command: recordRate }),
  queryRoute({ url: '/desk/api/contracts/:contractId/check', query: getCheck }),
  ...setsRoutes,
  uploadFileRoute,
  ...generalRoutes,
  commandRoute({ url: '/desk/api/contract-files/:documentId/contract', command: placeDocument }),
  commandRoute({ url: '/desk/api/contract-files/:documentId/decisions', command: decideFinding }),
  queryRoute({ url: '/desk/api/contract-drops', query: listDrops }),
  queryRoute({ url: '/desk/api/contract-drops/:dropId', query: getDrop }),
  commandRoute({ url: '/desk/api/contract-drops/:dropId/undo', command: undoDrop }),
  queryRoute({ url: '/desk/api/contract-drops/:dropId/sample', query: getSample }),
  commandRoute({ url: '/desk/api/contract-drops/:dropId/confirmation', command: confirmAlike }),
  queryRoute({ url: '/desk/api/contract-findings', query: listOpenFindings }),
  queryRoute({ url: '/desk/api/violations', query: listViolations }),
  commandRoute({ url: '/desk/api/violations', command: recordViolation }),
  queryRoute({ url: '/desk/api/violations/:violationId', query: getViolation }),
  commandRoute({ url: '/desk/api/violations/:violationId/information', command: informNotified }),
  commandRoute({ url: '/desk/api/violations/:violationId/abatement', command: orderAbatement }),
  commandRoute({ url: '/desk/api/violations/:violationId/abatement-end', command: confirmAbatement }),
  commandRoute({ url: '/desk/api/violations/:violationId/danger', command: markDanger }),
  commandRoute({ url: '/desk/api/violations/:violationId/investigation', command: investigateViolation }),
  commandRoute({ url: '/desk/api/violations/:violationId/investigation-report', command: reportInvestigation }),
  commandRoute({ url: '/desk/api/violations/:violationId/reply-request', command: askReply }),
  commandRoute({ url: '/desk/api/violations/:violationId/reply', command: recordReply }),
  commandRoute({ url: '/desk/api/violations/:violationId/reply-end', command: closeReply }),
  commandRoute({ url: '/desk/api/violations/:violationId/determination', command: substantiateViolation }),
  commandRoute({ url: '/desk/api/violations/:violationId/dismissal', command: dismissViolation }),
  commandRoute({ url: '/desk/api/violations/:violationId/determination-in-danger', command: substantiateInDanger }),
  commandRoute({ url: '/desk/api/violations/:violationId/remedy', command: decideRemedy }),
  commandRoute({ url: '/desk/api/violations/:violationId/remediation', command: verifyRemediation }),
  commandRoute({ url: '/desk/api/violations/:violationId/record', command: recordRemedy }),
  commandRoute({ url: '/desk/api/violations/:violationId/close', command: closeViolation }),
  commandRoute({ url: '/desk/api/violations/:violationId/termination', command: terminateForViolation }),
  commandRoute({ url: '/desk/api/violations/:violationId/debarment', command: recordDebarment }),
];
