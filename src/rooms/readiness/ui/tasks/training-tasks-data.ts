import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';

/** Training that ends soon, of people of this reader's parties and their own. */
export const trainingTasksQuery = queryOptions({
  queryKey: ['training', 'tasks'],
  queryFn: ({ signal }) => get('/training-tasks', {}, signal),
});
