import { defineCommand } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { AssignReport, ReportChanged } from './desk.schema.ts';
import { changeReport } from './handle-report.ts';
import '../permissions.ts';

/** Gives a report to a reader who can read it (5e, A1.5). */
export const assignReport = defineCommand({
  name: 'reports/assign-report',
  permission: 'reports:read',
  clauses: SUPPORT_CLAUSES,
  dayRecord: true,
  input: AssignReport,
  answer: ReportChanged,
  run: (context, { reportId, version, reader }) =>
    changeReport(context, { command: 'reports/assign-report', reportId, action: { name: 'assign', version, reader } }),
});
