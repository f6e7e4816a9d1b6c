import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { countWaiting } from '../clocks/due/due.store.ts';
import { WaitingReports } from './desk.schema.ts';
import '../permissions.ts';

/** How many reports wait for the caller (5e), of those that they can read. */
export const countWaitingReports = defineQuery({
  name: 'reports/count-waiting-reports',
  permission: 'reports:read',
  input: z.strictObject({}),
  answer: WaitingReports,
  run: (context) => countWaiting(context.db, subjectOf(context).person, dayOf(context.now)),
});
