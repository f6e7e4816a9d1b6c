import { sql } from 'kysely';
import type { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineQuery } from '#platform/query.ts';
import { GetInterpreted, InterpretedReport } from './interpreting.schema.ts';
import '../../permissions.ts';

type Report = z.infer<typeof InterpretedReport>;
type Row = Omit<Report, 'ciphertext' | 'messages' | 'notes'> & { body: Buffer; wrap: Buffer; thread: Pick<Report, 'messages' | 'notes'> };

/** A report that was given to the caller to interpret (5e, A1.5). Not found once its last day has passed, a reader ended it, or the caller was removed. */
export const getInterpreted = defineQuery({
  name: 'reports/get-interpreted',
  permission: 'reports:read',
  input: GetInterpreted,
  answer: InterpretedReport,
  async run({ db, now }, { reportId }) {
    const { rows } = await sql<Row>`
      select o.report as id, o.channel as "channelId", o.received_on as day, o.given_on as "givenOn", o.until, o.number, o.body, o.wrap,
        reports.interpreted_thread(o.report, ${dayOf(now)}) as thread
      from reports.own_interpreted(${dayOf(now)}) o where o.report = ${reportId}`.execute(db);
    const [row] = rows;
    if (row === undefined) throw new AppError('platform/not-found');
    const { body, wrap, thread, ...report } = row;
    return { ...report, ciphertext: { body: body.toString('base64'), wrap: wrap.toString('base64') }, ...thread };
  },
});
