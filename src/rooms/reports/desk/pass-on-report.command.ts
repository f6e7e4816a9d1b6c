import { defineCommand } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { PassOnReport, ReportChanged } from './desk.schema.ts';
import { changeReport } from './handle-report.ts';
import '../permissions.ts';

/** Records that a report was passed on to a body that can help (5e, A1.6). To which kind of body, and why, is encrypted. */
export const passOnReport = defineCommand({
  name: 'reports/pass-on-report',
  permission: 'reports:read',
  clauses: SUPPORT_CLAUSES,
  dayRecord: true,
  input: PassOnReport,
  answer: ReportChanged,
  run: (context, { reportId, version, answer, note }) =>
    changeReport(context, { command: 'reports/pass-on-report', reportId, action: { name: 'pass-on', version }, answer, note }),
});
