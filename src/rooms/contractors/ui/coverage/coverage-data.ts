import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';

/** How many running contracts carry their set: of one party, or of all that the reader may see. */
export const coverageQuery = (partyId: string | undefined) =>
  queryOptions({
    queryKey: ['contracts', 'coverage', partyId],
    queryFn: ({ signal }) => get('/contract-coverage', { partyId }, signal),
  });

/** The running contracts that are not known to carry their set. */
export const gapsQuery = (partyId: string | undefined) =>
  queryOptions({
    queryKey: ['contracts', 'gaps', partyId],
    queryFn: ({ signal }) => get('/contract-gaps', { partyId }, signal),
  });

/** What headquarters sees of the contracts of all parties. */
export const councilQuery = queryOptions({
  queryKey: ['contracts', 'party-counts'],
  queryFn: ({ signal }) => get('/contract-party-counts', {}, signal),
});
