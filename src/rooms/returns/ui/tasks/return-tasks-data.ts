import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';

/** What this reader has to do next in returns. */
export const returnTasksQuery = queryOptions({
  queryKey: ['returns', 'tasks'],
  queryFn: ({ signal }) => get('/return-tasks', {}, signal),
});
