import { defineCommand } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { AnswerReport, ReportWritten } from './desk.schema.ts';
import { writeOnReport } from './handle-report.ts';
import '../permissions.ts';

/** Stores the next message to the reporter (5e, A1.5), encrypted and signed by the reader. Sent again it changes nothing. */
export const answerReport = defineCommand({
  name: 'reports/answer-report',
  permission: 'reports:read',
  clauses: SUPPORT_CLAUSES,
  dayRecord: true,
  input: AnswerReport,
  answer: ReportWritten,
  run: (context, { reportId, ...answer }) => writeOnReport(context, { command: 'reports/answer-report', reportId, answer }),
});
