import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';

/** Overdue measures of the plans that this reader keeps. */
export const planTasksQuery = queryOptions({
  queryKey: ['plans', 'tasks'],
  queryFn: ({ signal }) => get('/plan-tasks', {}, signal),
});
