import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, type InputOf } from '#web/client/api.ts';

type Filter = { [Name in 'partyId' | 'coverage' | 'state' | 'find' | 'sort']?: InputOf<'/contracts'>[Name] | undefined };

/** The contracts that the reader may see, one page at a time. */
export const contractsQuery = (filter: Filter) =>
  infiniteQueryOptions({
    queryKey: ['contracts', 'list', filter],
    queryFn: ({ pageParam, signal }) => get('/contracts', { limit: 50, after: pageParam, ...filter }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** One contract, with the firms under it. */
export const contractQuery = (contractId: string) =>
  queryOptions({
    queryKey: ['contracts', 'one', contractId],
    queryFn: ({ signal }) => get('/contracts/:contractId', { contractId }, signal),
  });
