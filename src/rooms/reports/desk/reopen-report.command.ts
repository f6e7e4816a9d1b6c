import { defineCommand } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { ReopenReport, ReportChanged } from './desk.schema.ts';
import { changeReport } from './handle-report.ts';
import '../permissions.ts';

/** Opens a closed report again (5e, A1.5). The reason is encrypted. */
export const reopenReport = defineCommand({
  name: 'reports/reopen-report',
  permission: 'reports:read',
  clauses: SUPPORT_CLAUSES,
  dayRecord: true,
  input: ReopenReport,
  answer: ReportChanged,
  run: (context, { reportId, version, answer, note }) =>
    changeReport(context, { command: 'reports/reopen-report', reportId, action: { name: 'reopen', version }, answer, note }),
});
