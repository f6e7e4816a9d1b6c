import { sql } from 'kysely';
import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { defineQuery } from '#platform/query.ts';
import { OwnInterpreted } from './interpreting.schema.ts';
import '../../permissions.ts';

/** The reports that were given to the caller to interpret and whose last day has not passed (5e, A1.5). */
export const listOwnInterpreted = defineQuery({
  name: 'reports/list-own-interpreted',
  permission: 'reports:read',
  input: z.strictObject({}),
  answer: OwnInterpreted,
  async run({ db, now }) {
    const { rows } = await sql<z.infer<typeof OwnInterpreted>['reports'][number]>`
      select o.report as id, o.channel as "channelId", o.received_on as day, o.given_on as "givenOn", o.until
      from reports.own_interpreted(${dayOf(now)}) o order by o.until, o.report`.execute(db);
    return { reports: rows };
  },
});
