import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { OwnerKind, PartyKind } from '#kernel/party-kinds.ts';
import { get, type InputOf } from '#web/client/api.ts';
import { everyPage, MAX_ITEMS } from '#web/client/every-page.ts';

/** The register by kind and part of a name in an order, a page at a time. Nations are one page: they are shown in groups, each with its count. */
export const partiesQuery = (kind: PartyKind, find: string, sort: InputOf<'/parties'>['sort']) =>
  infiniteQueryOptions({
    queryKey: ['parties', kind, find, sort],
    queryFn: async ({ pageParam, signal }) =>
      kind === 'nation'
        ? { items: await everyPage((page) => get('/parties', { kind, find, sort, ...page }, signal), signal), next: null }
        : get('/parties', { kind, find, sort, after: pageParam, limit: MAX_ITEMS }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** Every party of a kind, for lists to choose from. */
export const allPartiesQuery = (kind?: PartyKind) =>
  queryOptions({
    queryKey: ['parties', kind ?? 'every', 'all'],
    queryFn: ({ signal }) => everyPage((page) => get('/parties', { kind, ...page }, signal), signal),
  });

/** One party with all that is known about it. */
export const partyQuery = (partyId: string) =>
  queryOptions({
    queryKey: ['party', partyId],
    queryFn: ({ signal }) => get('/parties/:partyId', { partyId }, signal),
  });

/** How many obligations of the edition each kind of owner owes. */
export const obligationCountsQuery = queryOptions({
  queryKey: ['policy'],
  queryFn: ({ signal }) => get('/policy', {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
  select: (edition) => (owners: readonly OwnerKind[]) =>
    edition.obligations.filter((obligation) => obligation.owners.some((owner) => owners.includes(owner))).length,
});
