import { queryOptions, useQuery } from '@tanstack/react-query';
import { get } from '../client/api.ts';

/** What this person has to do in all rooms, by room. Read again after every write (client/query-client.ts): a step in one room can end a task of another. */
export const tasksQuery = queryOptions({
  queryKey: ['tasks'],
  queryFn: ({ signal }) => get('/tasks', {}, signal),
});

/**
 * The reader's tasks, by room. If they cannot be read again, the tasks read last stay, with the error. `count` is null until they are loaded and while there is
 * an error: a number that may be out of date is unknown, never nothing.
 */
export function useTasks() {
  const { data, error, isLoading, refetch } = useQuery(tasksQuery);
  const count = data === undefined || error !== null ? null : Object.values(data).reduce((sum, { tasks }) => sum + tasks.length, 0);
  return { tasks: data, error, isLoading, refetch, count };
}
