import { sql } from 'kysely';
import { dayOf } from '#kernel/dates.ts';
import type { Day } from '#kernel/day.ts';
import { AppError } from '#kernel/errors.ts';
import { defineQuery } from '#platform/query.ts';
import { findReportFacts } from '../desk.store.ts';
import { GetInterpreted, Interpreters } from './interpreting.schema.ts';
import '../../permissions.ts';

type Row = { number: number; name: string; nation: string; unit: string[]; recipient: string; verify_key: Buffer } & Given;
type Given = { given_by: number; given_on: Day; until: Day } | { given_by: null; given_on: null; until: null };

/** The interpreters to whom a report can be given, and who has it (5e, A1.5), for its readers. Not found for everybody else. */
export const listInterpreters = defineQuery({
  name: 'reports/list-interpreters',
  permission: 'reports:read',
  input: GetInterpreted,
  answer: Interpreters,
  async run({ db, now }, { reportId }) {
    const [facts, { rows }] = await Promise.all([
      findReportFacts(db, reportId),
      sql<Row>`select * from reports.interpreters(${reportId}, ${dayOf(now)})`.execute(db),
    ]);
    if (facts === undefined) throw new AppError('platform/not-found');
    return {
      interpreters: rows.map(({ verify_key, given_by, given_on, until, ...one }) => ({
        ...one,
        verifyKey: verify_key.toString('base64'),
        given: given_by === null ? null : { by: given_by, on: given_on, until },
      })),
    };
  },
});
