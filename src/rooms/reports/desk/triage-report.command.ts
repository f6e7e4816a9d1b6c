import { defineCommand } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { ReportChanged, TriageReport } from './desk.schema.ts';
import { changeReport } from './handle-report.ts';
import '../permissions.ts';

/** Records that a reader has judged how urgent a report is and who must be kept out of it (5e, A1.5). */
export const triageReport = defineCommand({
  name: 'reports/triage-report',
  permission: 'reports:read',
  clauses: SUPPORT_CLAUSES,
  dayRecord: true,
  input: TriageReport,
  answer: ReportChanged,
  run: (context, { reportId, version, answer, note }) =>
    changeReport(context, { command: 'reports/triage-report', reportId, action: { name: 'triage', version }, answer, note }),
});
