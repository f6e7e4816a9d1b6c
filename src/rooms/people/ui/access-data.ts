import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, type InputOf } from '#web/client/api.ts';
import type { InspectedKind } from '../access/access.rules.ts';

/** Access records, a page at a time; optionally of one object, kind, outcome or person, in an order. */
export const recordsQuery = (filter: Omit<InputOf<'/access-records'>, 'after' | 'limit'>) =>
  infiniteQueryOptions({
    queryKey: ['access', 'records', filter],
    queryFn: ({ pageParam, signal }) => get('/access-records', { ...filter, after: pageParam, limit: 50 }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** Who may see an object today, and why. */
export const whoMaySeeQuery = (kind: InspectedKind, objectId: string) =>
  queryOptions({
    queryKey: ['access', 'may', kind, objectId],
    queryFn: ({ signal }) => get('/access/:kind/:objectId', { kind, objectId }, signal),
  });

/** Hand-overs that this reader is part of or may decide, a page at a time. */
export const handOversQuery = infiniteQueryOptions({
  queryKey: ['access', 'hand-overs'],
  queryFn: ({ pageParam, signal }) => get('/hand-overs', { after: pageParam }, signal),
  initialPageParam: '',
  getNextPageParam: (last) => last.next ?? undefined,
});

/** Colleagues by a part of their name. */
export const colleaguesQuery = (find: string) =>
  queryOptions({
    queryKey: ['access', 'colleagues', find],
    queryFn: ({ signal }) => get('/colleagues', { find }, signal),
    enabled: find.length >= 2,
  });

/** The parties whose grants this reader reviews. */
export const reviewsDueQuery = queryOptions({
  queryKey: ['access', 'reviews'],
  queryFn: ({ signal }) => get('/access-reviews', {}, signal),
});

/** The grants of one party, or those held without a party. */
export const reviewSheetQuery = (partyId: string) =>
  queryOptions({
    queryKey: ['access', 'sheet', partyId],
    queryFn: ({ signal }) => get('/access-reviews/:partyId', { partyId }, signal),
  });
