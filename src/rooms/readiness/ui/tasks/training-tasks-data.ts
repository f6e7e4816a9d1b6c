import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';

/** Training that ends soon: of people of this reader's parties, and the reader's own. */
export const trainingTasksQuery = queryOptions({
  queryKey: ['training', 'tasks'],
  queryFn: ({ signal }) => get('/training-tasks', {}, signal),
});
