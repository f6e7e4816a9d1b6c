import { sql } from 'kysely';
import { dayOf } from '#kernel/dates.ts';
import { defineCommand } from '#platform/command.ts';
import { commit } from '#platform/ledger/leaf.ts';
import { SUPPORT_CLAUSES } from '../../clauses.ts';
import { ReportWritten } from '../desk.schema.ts';
import { LeaveInterpreterNote } from './interpreting.schema.ts';
import '../../errors.ts';
import '../../permissions.ts';

/** What an interpreter writes for the readers of a report that was given to them (5e, A1.5), encrypted to its key. Sent again it changes nothing. */
export const leaveInterpreterNote = defineCommand({
  name: 'reports/leave-interpreter-note',
  permission: 'reports:read',
  clauses: SUPPORT_CLAUSES,
  dayRecord: true,
  input: LeaveInterpreterNote,
  answer: ReportWritten,
  async run({ write, now }, { reportId, id, encrypted }) {
    const detail = { command: 'reports/leave-interpreter-note', report: reportId };
    const { salt, commitment } = commit(detail);
    const today = dayOf(now);
    write(sql`select reports.leave_interpreter_note(${reportId}, ${id}, ${Buffer.from(encrypted, 'base64')}, ${today},
      ${commitment}, ${salt}, ${JSON.stringify(detail)})`);
    return { answer: { id: reportId, day: today }, entry: null };
  },
});
