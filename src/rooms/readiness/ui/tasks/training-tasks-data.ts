import { queryOptions } from '@tanstack/react-query';
import { answerOf, get } from '#web/client/api.ts';
import type { TrainingTasks } from '../../tasks/tasks.schema.ts';

/** Training that ends soon, of people of this reader's parties and their own. */
export const trainingTasksQuery = queryOptions({
  queryKey: ['training', 'tasks'],
  queryFn: ({ signal }) => get('/training-tasks', answerOf<TrainingTasks>(), signal),
});
