import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';

/** What can be done for the workers of a contract. */
export const workersQuery = (contractId: string) =>
  queryOptions({
    queryKey: ['contracts', 'workers', contractId],
    queryFn: ({ signal }) => get('/contracts/:contractId/workers', { contractId }, signal),
  });

/** The site visits under a contract. */
export const visitsQuery = (contractId: string) =>
  queryOptions({
    queryKey: ['contracts', 'visits', contractId],
    queryFn: ({ signal }) => get('/contracts/:contractId/site-visits', { contractId }, signal),
  });
