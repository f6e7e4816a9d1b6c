import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { addReportNote } from './add-report-note.command.ts';
import { answerReport } from './answer-report.command.ts';
import { assignReport } from './assign-report.command.ts';
import { closeReport } from './close-report.command.ts';
import { countWaitingReports } from './count-waiting-reports.query.ts';
import { getDeskKeys } from './get-desk-keys.query.ts';
import { getInbox } from './get-inbox.query.ts';
import { getReport } from './get-report.query.ts';
import { listOwnDesksQuery } from './list-own-desks.query.ts';
import { passOnReport } from './pass-on-report.command.ts';
import { reopenReport } from './reopen-report.command.ts';
import { takeReport } from './take-report.command.ts';
import { triageReport } from './triage-report.command.ts';

/** The readers' desk: what a reader sees of reports, and does with them. */
export const deskRoutes: Route[] = [
  queryRoute({ url: '/desk/api/report-desks', query: listOwnDesksQuery }),
  queryRoute({ url: '/desk/api/waiting-reports', query: countWaitingReports }),
  queryRoute({ url: '/desk/api/channels/:channelId/desk-keys', query: getDeskKeys }),
  queryRoute({ url: '/desk/api/channels/:channelId/inbox', query: getInbox }),
  queryRoute({ url: '/desk/api/reports/:reportId', query: getReport }),
  commandRoute({ url: '/desk/api/reports/:reportId/take', command: takeReport }),
  commandRoute({ url: '/desk/api/reports/:reportId/assignment', command: assignReport }),
  commandRoute({ url: '/desk/api/reports/:reportId/triage', command: triageReport }),
  commandRoute({ url: '/desk/api/reports/:reportId/passing-on', command: passOnReport }),
  commandRoute({ url: '/desk/api/reports/:reportId/closing', command: closeReport }),
  commandRoute({ url: '/desk/api/reports/:reportId/reopening', command: reopenReport }),
  commandRoute({ url: '/desk/api/reports/:reportId/answers', command: answerReport }),
  commandRoute({ url: '/desk/api/reports/:reportId/notes', command: addReportNote }),
];
