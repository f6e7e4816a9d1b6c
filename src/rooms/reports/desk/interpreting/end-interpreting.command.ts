import { sql } from 'kysely';
import { dayOf } from '#kernel/dates.ts';
import { defineCommand } from '#platform/command.ts';
import { commit } from '#platform/ledger/leaf.ts';
import { SUPPORT_CLAUSES } from '../../clauses.ts';
import { EndInterpreting, InterpretingChanged } from './interpreting.schema.ts';
import '../../errors.ts';
import '../../permissions.ts';

/** Takes a report from an interpreter at once (5e, A1.5). Any of its readers does it. Sent again it changes nothing. */
export const endInterpreting = defineCommand({
  name: 'reports/end-interpreting',
  permission: 'reports:read',
  clauses: SUPPORT_CLAUSES,
  dayRecord: true,
  input: EndInterpreting,
  answer: InterpretingChanged,
  async run({ write, now }, { reportId, number }) {
    const detail = { command: 'reports/end-interpreting', report: reportId, interpreter: number };
    const { salt, commitment } = commit(detail);
    write(sql`select reports.end_interpreting(${reportId}, ${number}, ${dayOf(now)}, ${commitment}, ${salt}, ${JSON.stringify(detail)})`);
    return { answer: { id: reportId, number }, entry: null };
  },
});
