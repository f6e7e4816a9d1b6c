import { sql } from 'kysely';
import { dayOf } from '#kernel/dates.ts';
import { defineQuery } from '#platform/query.ts';
import { ListToHandOver, MAX_HANDED, ToHandOver } from './hand-over.schema.ts';
import '../../permissions.ts';

/** Open reports that the caller holds and a newcomer of the newest list does not, for handing over (5e). Empty for everybody else. */
export const listToHandOver = defineQuery({
  name: 'reports/list-to-hand-over',
  permission: 'signed-in',
  input: ListToHandOver,
  answer: ToHandOver,
  async run({ db, now }, { channelId, number, after }) {
    const { rows } = await sql<{ report: string; body: Buffer; wrap: Buffer }>`
      select * from reports.reports_to_hand_over(${channelId}, ${number}, ${after || null}, ${MAX_HANDED}, ${dayOf(now)})`.execute(db);
    return {
      reports: rows.map(({ report, body, wrap }) => ({ report, body: body.toString('base64'), wrap: wrap.toString('base64') })),
      next: rows.length < MAX_HANDED ? null : rows.at(-1)!.report,
    };
  },
});
