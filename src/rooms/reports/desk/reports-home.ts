import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { HomeUrgency } from '#platform/home/home.rules.ts';
import { defineHomePart } from '#platform/home/home-part.ts';
import { subjectOf } from '#platform/query.ts';
import { countWaiting } from '../clocks/due/due.store.ts';
import { WaitingReports } from './desk.schema.ts';
import { listOwnDesks } from './desk.store.ts';
import '../permissions.ts';

/** What waits for a reader (5e): reports that nobody has and those that are due, of those that they can read. Nothing for a person who reads for no channel. */
export const reportsHome = defineHomePart({
  name: 'reports',
  group: 'report-readers',
  permission: 'reports:read',
  // With several channels, what is due is listed channel by channel in My tasks.
  answer: WaitingReports.extend({ ...HomeUrgency.shape, channels: z.int() }),
  async run(context) {
    const { person } = subjectOf(context);
    const [desks, counts] = await Promise.all([listOwnDesks(context.db, person), countWaiting(context.db, person, dayOf(context.now))]);
    return desks.length === 0 ? null : { ...counts, late: counts.danger + counts.overdue, channels: desks.length };
  },
});
