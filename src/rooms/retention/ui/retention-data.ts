import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';

/** The state of backups, deletion and holds. */
export const retentionQuery = queryOptions({
  queryKey: ['retention'],
  queryFn: ({ signal }) => get('/retention', {}, signal),
});
