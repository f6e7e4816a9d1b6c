import { sql } from 'kysely';
import { dayOf } from '#kernel/dates.ts';
import { defineQuery } from '#platform/query.ts';
import { MAX_HANDED } from '../hand-over/hand-over.schema.ts';
import { ListToInherit, ToInherit } from './succession.schema.ts';
import '../../permissions.ts';

/** Reports of a reader who is gone for their confirmed successor, with that reader's wraps (5e). Empty for everybody else. */
export const listToInherit = defineQuery({
  name: 'reports/list-to-inherit',
  permission: 'signed-in',
  input: ListToInherit,
  answer: ToInherit,
  async run({ db, now }, { channelId, predecessor, after }) {
    const { rows } = await sql<{ report: string; body: Buffer; wrap: Buffer }>`
      select * from reports.reports_to_inherit(${channelId}, ${predecessor}, ${after || null}, ${MAX_HANDED}, ${dayOf(now)})`.execute(db);
    return {
      reports: rows.map(({ report, body, wrap }) => ({ report, body: body.toString('base64'), wrap: wrap.toString('base64') })),
      next: rows.length < MAX_HANDED ? null : rows.at(-1)!.report,
    };
  },
});
