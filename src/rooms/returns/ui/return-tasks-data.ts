import { queryOptions } from '@tanstack/react-query';
import { answerOf, get } from '#web/client/api.ts';
import type { ReturnTasks } from '../return.schema.ts';

/** What this reader has to do next in returns. */
export const returnTasksQuery = queryOptions({
  queryKey: ['returns', 'tasks'],
  queryFn: ({ signal }) => get('/return-tasks', answerOf<ReturnTasks>(), signal),
});
