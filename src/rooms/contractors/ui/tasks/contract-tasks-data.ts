import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';

/** What this reader is asked to do about contracts. */
export const contractTasksQuery = queryOptions({
  queryKey: ['contracts', 'tasks'],
  queryFn: ({ signal }) => get('/contract-tasks', {}, signal),
});
