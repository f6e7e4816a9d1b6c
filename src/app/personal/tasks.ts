import { z } from 'zod';
import { queryRoute, type Route } from '#platform/http/route.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, type Query, subjectOf } from '#platform/query.ts';
import { listDifferenceTasks } from '#rooms/commitments/index.ts';
import { listContractTasks } from '#rooms/contractors/index.ts';
import { listPurgeTasks } from '#rooms/evidence/index.ts';
import { listPlanTasks, listReminders } from '#rooms/nations/index.ts';
import { listAccessTasks } from '#rooms/people/index.ts';
import { listTrainingTasks } from '#rooms/readiness/index.ts';
import { listChannelTasks, listHelpTasks } from '#rooms/reports/index.ts';
import { listReturnTasks } from '#rooms/returns/index.ts';
import { listReviewTasks } from '#rooms/reviews/index.ts';
import { listErasureTasks } from '#rooms/transparency-log/index.ts';
import type { TaskSource } from '#web/tasks/task-sources.ts';

const SOURCES = {
  reviews: listReviewTasks,
  returns: listReturnTasks,
  letters: listReminders,
  plans: listPlanTasks,
  training: listTrainingTasks,
  contracts: listContractTasks,
  differences: listDifferenceTasks,
  access: listAccessTasks,
  help: listHelpTasks,
  channels: listChannelTasks,
  purges: listPurgeTasks,
  erasures: listErasureTasks,
} as const satisfies Record<TaskSource, Query>;

type Answers = { [Source in TaskSource]: z.ZodOptional<(typeof SOURCES)[Source]['answer']> };
const answers = Object.fromEntries(Object.entries(SOURCES).map(([source, { answer }]) => [source, answer.optional()])) as Answers;

/**
 * What this person has to do, room by room. One request for all rooms, because every page of the desk shows the number. A room whose tasks this person may not
 * have is absent.
 */
const listTasks = defineQuery({
  name: 'home/list-tasks',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: z.object(answers),
  async run(context) {
    const subject = subjectOf(context);
    const open = Object.entries<Query>(SOURCES).filter(
      ([, { permission }]) =>
        permission === 'signed-in' || may(subject, permission as Exclude<typeof permission, 'public' | 'signed-in'>, null),
    );
    return Object.fromEntries(await Promise.all(open.map(async ([source, query]) => [source, await query.run(context, {})])));
  },
});

export const taskRoutes: readonly Route[] = [queryRoute({ url: '/desk/api/tasks', query: listTasks })];
