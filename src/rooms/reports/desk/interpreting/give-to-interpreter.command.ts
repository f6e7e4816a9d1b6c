import { sql } from 'kysely';
import { dayOf, plusDays } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { commit } from '#platform/ledger/leaf.ts';
import { SUPPORT_CLAUSES } from '../../clauses.ts';
import { GiveToInterpreter, InterpretingChanged, MAX_INTERPRETING_DAYS } from './interpreting.schema.ts';
import '../../errors.ts';
import '../../permissions.ts';

/** Gives one report to an interpreter of its channel until a day (5e, A1.5). Who was left out of the report never gets it: the database refuses. */
export const giveToInterpreter = defineCommand({
  name: 'reports/give-to-interpreter',
  permission: 'reports:read',
  clauses: SUPPORT_CLAUSES,
  dayRecord: true,
  input: GiveToInterpreter,
  answer: InterpretingChanged,
  async run({ write, now }, { reportId, number, until, wrap, note }) {
    const today = dayOf(now);
    const last = plusDays(today, MAX_INTERPRETING_DAYS);
    if (until < today || until > last) throw new AppError('reports/interpreting-days', { day: last });
    const detail = { command: 'reports/give-to-interpreter', report: reportId, interpreter: number, until };
    const { salt, commitment } = commit(detail);
    write(sql`select reports.give_to_interpreter(${reportId}, ${number}, ${Buffer.from(wrap, 'base64')}, ${until}, ${note.id},
      ${Buffer.from(note.encrypted, 'base64')}, ${today}, ${commitment}, ${salt}, ${JSON.stringify(detail)})`);
    return { answer: { id: reportId, number }, entry: null };
  },
});
