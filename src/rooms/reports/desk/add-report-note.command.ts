import { defineCommand } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { AddNote, ReportWritten } from './desk.schema.ts';
import { writeOnReport } from './handle-report.ts';
import '../permissions.ts';

/** Stores a note for the readers of a report (5e, A1.5). Sent again it changes nothing. */
export const addReportNote = defineCommand({
  name: 'reports/add-report-note',
  permission: 'reports:read',
  clauses: SUPPORT_CLAUSES,
  dayRecord: true,
  input: AddNote,
  answer: ReportWritten,
  run: (context, { reportId, ...note }) => writeOnReport(context, { command: 'reports/add-report-note', reportId, note }),
});
