import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';

/** What waits for this reader with channels. */
export const channelTasksQuery = queryOptions({
  queryKey: ['channels', 'tasks'],
  queryFn: ({ signal }) => get('/channel-tasks', {}, signal),
});
