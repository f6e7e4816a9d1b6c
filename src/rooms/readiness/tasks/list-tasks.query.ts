import { z } from 'zod';
import { dayOf, plusDays } from '#kernel/dates.ts';
import type { WaitingSource } from '#platform/mail/digests.ts';
import { defineQuery, type QueryContext, subjectOf } from '#platform/query.ts';
import { currentCurriculum } from '#rooms/courses/index.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { endingBetween } from '../board/board.store.ts';
import { TrainingTasks } from './tasks.schema.ts';

/**
 * Training that ends soon, for My tasks: of the people of each party or operation this reader trains or leads, and the reader's own. One task per board with
 * its nearest day, regardless of the number of people and modules, because one visit to the board deals with all of them.
 */
export const listTrainingTasks = defineQuery({
  name: 'training/list-tasks',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: TrainingTasks,
  async run(context) {
    const tasks = await endingSoon(context);
    const { parties } = await readRegister(context.db, { ids: tasks.map(({ board }) => board) });
    const names = new Map(parties.map(({ id, name }) => [id, name]));
    return {
      tasks: tasks.map(({ board, own, days }) => ({
        party: { id: board, name: names.get(board) ?? { en: '', fr: '' } },
        own,
        due: days[0]!,
      })),
    };
  },
});

/** The same for the digests. Each end is announced 60, 30 and 7 days before, as the edition sets it, even for people who already lack another module. */
export const trainingWaiting: WaitingSource = async (context, since) => {
  const today = dayOf(context.now);
  const isIncluded = (day: string) =>
    reminders(context.now).some((before) => plusDays(day, -before) > since && plusDays(day, -before) <= today);
  return (await endingSoon(context)).map(({ days }) => ({ due: days[0]!, late: false, remind: days.some(isIncluded) }));
};

const reminders = (now: Date) =>
  [currentCurriculum().due, 'training-reminder-second', 'training-reminder-last'].map((id) =>
    Number(currentEdition().parameter(id, now).value),
  );

/** Each board with the days on which training ends there, from today to the first reminder's horizon, nearest first. */
async function endingSoon(context: QueryContext): Promise<{ board: string; own: boolean; days: string[] }[]> {
  const { person } = subjectOf(context);
  const today = dayOf(context.now);
  const rows = await endingBetween(context.db, today, plusDays(today, Math.max(...reminders(context.now))), person);
  const byBoard = Map.groupBy(rows, ({ board, own }) => `${own} ${board}`);
  return [...byBoard.values()].map((some) => ({ board: some[0]!.board, own: some[0]!.own, days: some.map(({ day }) => day) }));
}
