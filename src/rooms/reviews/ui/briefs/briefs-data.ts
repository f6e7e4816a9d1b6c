import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';

/** One party on one page. */
export const partyBriefQuery = (partyId: string) =>
  queryOptions({
    queryKey: ['reviews', 'brief', 'party', partyId],
    queryFn: ({ signal }) => get('/parties/:partyId/brief', { partyId }, signal),
  });

/** The adopted and released ratings of every party. */
export const adoptedRatingsQuery = queryOptions({
  queryKey: ['reviews', 'adopted'],
  queryFn: ({ signal }) => get('/adopted-ratings', {}, signal),
});

/** One clause on one page. */
export const clauseBriefQuery = (clauseId: string) =>
  queryOptions({
    queryKey: ['reviews', 'brief', 'clause', clauseId],
    queryFn: ({ signal }) => get('/clauses/:clauseId/brief', { clauseId }, signal),
  });
