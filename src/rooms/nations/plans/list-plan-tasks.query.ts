import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { labelOfRow } from '#kernel/labels.ts';
import { may } from '#platform/identity/subject.ts';
import type { WaitingSource } from '#platform/mail/digests.ts';
import { defineQuery, type QueryContext, subjectOf } from '#platform/query.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { PlanTasks } from './plan.schema.ts';
import { overdueMeasures } from './plan.store.ts';
import '../permissions.ts';

/** Overdue measures of the action plans that this person keeps, the nearest due date first. */
export const listPlanTasks = defineQuery({
  name: 'nations/list-plan-tasks',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: PlanTasks,
  async run(context) {
    const rows = await overdueFor(context);
    const { parties } = await readRegister(context.db, { ids: rows.map(({ partyId }) => partyId) });
    const names = new Map(parties.map(({ id, name }) => [id, name]));
    return {
      tasks: rows.map(({ partyId, level, releasableTo, ...row }) => ({
        ...row,
        party: { id: partyId, name: names.get(partyId)! },
        label: labelOfRow(level, releasableTo),
      })),
    };
  },
});

/** The same for the digests: dates and counts. */
export const plansWaiting: WaitingSource = async (context) => {
  if (context.subject === null) return [];
  return (await overdueFor(context)).map(({ dueOn }) => ({ due: dueOn, late: true, remind: false }));
};

async function overdueFor(context: Pick<QueryContext, 'db' | 'now' | 'subject' | 'platform'>) {
  const subject = subjectOf(context);
  const rows = await overdueMeasures(context.db, dayOf(context.now));
  return rows.filter(({ partyId }) => may(subject, 'nations:keep-plan', partyId));
}
