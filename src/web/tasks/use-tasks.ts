import { queryOptions, useQuery } from '@tanstack/react-query';
import { get } from '../client/api.ts';

/** What this person has to do in all rooms, by room. Read again after every write (client/query-client.ts): a step in one room can end a task of another. */
export const tasksQuery = queryOptions({
  queryKey: ['tasks'],
  queryFn: ({ signal }) => get('/tasks', {}, signal),
});

/** The reader's tasks, by room. `count` is null until they are loaded: what could not be loaded is unknown, never nothing. */
export function useTasks() {
  const { data, error, isLoading, refetch } = useQuery(tasksQuery);
  const count = data === undefined ? null : Object.values(data).reduce((sum, { tasks }) => sum + tasks.length, 0);
  return { tasks: data, error: data === undefined ? error : null, isLoading, refetch, count };
}
