import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';

/** The state of backups, deletion and holds. */
export const safekeepingQuery = queryOptions({
  queryKey: ['safekeeping'],
  queryFn: ({ signal }) => get('/safekeeping', {}, signal),
});
