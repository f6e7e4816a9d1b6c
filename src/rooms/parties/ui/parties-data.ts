import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Page } from '#kernel/page.ts';
import type { OwnerKind, PartyKind } from '#kernel/party-kinds.ts';
import { get } from '#web/client/api.ts';
import type { PartyLine } from '../party-view.schema.ts';

const MOST = 100;

/** The register by kind and part of a name, a page at a time. */
export const partiesQuery = (kind: PartyKind, find = '') =>
  infiniteQueryOptions({
    queryKey: ['parties', kind, find],
    queryFn: ({ pageParam, signal }) => get('/parties', { kind, find, after: pageParam, limit: MOST }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** Every party of a kind, for lists to choose from. */
export const allPartiesQuery = (kind?: PartyKind) =>
  queryOptions({
    queryKey: ['parties', kind ?? 'every', 'all'],
    queryFn: async ({ signal }) => {
      const all: PartyLine[] = [];
      let after: string | null = '';
      while (after !== null) {
        const page: Page<PartyLine> = await get('/parties', { kind, after, limit: MOST }, signal);
        all.push(...page.items);
        after = page.next;
      }
      return all;
    },
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
