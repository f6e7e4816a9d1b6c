import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';

/** Letters with a reminder due by today. */
export const remindersQuery = queryOptions({
  queryKey: ['outreach', 'reminders'],
  queryFn: ({ signal }) => get('/outreach-reminders', {}, signal),
});
