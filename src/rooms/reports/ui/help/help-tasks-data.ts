import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';

/** Places with numbers to try, of the lists that this reader keeps. */
export const helpTasksQuery = queryOptions({ queryKey: ['help', 'tasks'], queryFn: ({ signal }) => get('/help-tasks', {}, signal) });
