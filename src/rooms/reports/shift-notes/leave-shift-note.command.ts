import { sql } from 'kysely';
import { dayOf } from '#kernel/dates.ts';
import { defineCommand } from '#platform/command.ts';
import { commit } from '#platform/ledger/leaf.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { LeaveShiftNote, ShiftNoteLeft } from './shift-note.schema.ts';
import '../errors.ts';
import '../permissions.ts';

/** Leaves a note for the next shift of a channel (5e, A1.5), encrypted to its readers. Sent again it changes nothing. */
export const leaveShiftNote = defineCommand({
  name: 'reports/leave-shift-note',
  permission: 'reports:read',
  clauses: SUPPORT_CLAUSES,
  dayRecord: true,
  input: LeaveShiftNote,
  answer: ShiftNoteLeft,
  async run({ write, now }, { channelId, id, manifest, encrypted }) {
    const detail = { command: 'reports/leave-shift-note' };
    const { salt, commitment } = commit(detail);
    const today = dayOf(now);
    write(sql`select reports.leave_shift_note(${channelId}, ${id}, ${manifest}, ${Buffer.from(encrypted, 'base64')}, ${today},
      ${commitment}, ${salt}, ${JSON.stringify(detail)})`);
    return { answer: { id, day: today }, entry: null };
  },
});
