import { queryOptions } from '@tanstack/react-query';
import { answerOf, get } from '#web/client/api.ts';
import type { OutreachReminders } from '../../outreach/outreach.schema.ts';

/** Letters this reader meant to look at again by today. */
export const remindersQuery = queryOptions({
  queryKey: ['outreach', 'reminders'],
  queryFn: ({ signal }) => get('/outreach-reminders', answerOf<OutreachReminders>(), signal),
});
