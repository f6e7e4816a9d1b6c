import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';

/** How backups, deletion and holds stand. */
export const safekeepingQuery = queryOptions({
  queryKey: ['safekeeping'],
  queryFn: ({ signal }) => get('/safekeeping', {}, signal),
});

/** Roles that see the page, as safekeeping:see has it. */
export const SEERS = ['policy-office', 'platform-admin', 'auditor'] as const;
