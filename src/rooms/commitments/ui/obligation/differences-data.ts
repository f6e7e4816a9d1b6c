import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';

/** Parties about which sources differ, where this reader has something to do. */
export const differenceTasksQuery = queryOptions({
  queryKey: ['differences', 'tasks'],
  queryFn: ({ signal }) => get('/difference-tasks', {}, signal),
});
