import { z } from 'zod';
import type { WaitingSource } from '#platform/mail/digests.ts';
import { defineQuery, type QueryContext, subjectOf } from '#platform/query.ts';
import { ReturnTasks } from '../return.schema.ts';
import { returnsAtWork } from '../return.store.ts';
import { turnsOf } from './return-turns.ts';

/** What this reader has to do next in returns, nearest due date first, for My tasks. */
export const listReturnTasks = defineQuery({
  name: 'returns/list-return-tasks',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: ReturnTasks,
  run: async (context) => ({ tasks: await tasksOf(context) }),
});

/** The same for the digests: dates and counts. */
export const returnsWaiting: WaitingSource = async (context) =>
  (await tasksOf(context)).map(({ turn: { due, late, overOn } }) => ({ due, late, overOn }));

async function tasksOf(context: QueryContext) {
  const rows = await returnsAtWork(context.db);
  const turns = await turnsOf(context, subjectOf(context), rows);
  const tasks = rows.flatMap(({ id, partyId, period, label }, at) => {
    const { name, turn } = turns[at]!;
    return turn === null ? [] : [{ id, party: { id: partyId, name }, period, label, turn }];
  });
  return tasks.toSorted((a, b) => (a.turn.due ?? '9').localeCompare(b.turn.due ?? '9'));
}
