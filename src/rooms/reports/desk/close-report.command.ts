import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { CloseReport, ReportChanged } from './desk.schema.ts';
import { changeReport } from './handle-report.ts';
import '../permissions.ts';

/** Closes a report (5e, A1.5). The reason is encrypted; the server learns only how long it must keep the report. */
export const closeReport = defineCommand({
  name: 'reports/close-report',
  permission: 'reports:read',
  clauses: SUPPORT_CLAUSES,
  dayRecord: true,
  input: CloseReport,
  answer: ReportChanged,
  run(context, { reportId, version, closedAs, answer, note }) {
    // A person who cannot open a report cannot encrypt a note to its key; everyone else gives a reason.
    if ((note === null) !== (closedAs === 'unreadable'))
      throw new AppError('platform/invalid-input', { fields: [{ path: 'note', code: 'custom', message: 'A reason is required here.' }] });
    return changeReport(context, { command: 'reports/close-report', reportId, action: { name: 'close', version, closedAs }, answer, note });
  },
});
