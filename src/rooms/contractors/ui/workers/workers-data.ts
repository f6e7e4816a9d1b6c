import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';
import { fetchKey } from './kept-visits.ts';

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

/** The key of this page for visits that it keeps, in its memory alone. It is fetched once: what was kept without a network opens with it. */
export const keepingKeyQuery = (person: string, contractId: string) =>
  queryOptions({
    queryKey: ['site-visit-key', person, contractId],
    queryFn: () => fetchKey(contractId),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
