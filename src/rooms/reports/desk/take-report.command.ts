import { defineCommand } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { ReportChanged, TakeReport } from './desk.schema.ts';
import { changeReport } from './handle-report.ts';
import '../permissions.ts';

/** *I have it* (5e, A1.5): a reader takes a report, and the moment of danger is deleted. */
export const takeReport = defineCommand({
  name: 'reports/take-report',
  permission: 'reports:read',
  clauses: SUPPORT_CLAUSES,
  dayRecord: true,
  input: TakeReport,
  answer: ReportChanged,
  run: (context, { reportId, version }) =>
    changeReport(context, { command: 'reports/take-report', reportId, action: { name: 'take', version } }),
});
