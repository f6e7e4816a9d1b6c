import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Page } from '#kernel/page.ts';
import type { OwnerKind, PartyKind } from '#kernel/party-kinds.ts';
import { get, type InputOf } from '#web/client/api.ts';
import type { PartyLine } from '../party-view.schema.ts';

const MOST = 100;

/** The register by kind and part of a name in an order, a page at a time. Nations are one page: they are shown in groups, each with its count. */
export const partiesQuery = (kind: PartyKind, find: string, sort: InputOf<'/parties'>['sort']) =>
  infiniteQueryOptions({
    queryKey: ['parties', kind, find, sort],
    queryFn: async ({ pageParam, signal }) =>
      kind === 'nation'
        ? { items: await wholeList({ kind, find, sort }, signal), next: null }
        : get('/parties', { kind, find, sort, after: pageParam, limit: MOST }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  });

async function wholeList(filter: Omit<InputOf<'/parties'>, 'after' | 'limit'>, signal: AbortSignal): Promise<PartyLine[]> {
  const all: PartyLine[] = [];
  let after: string | null = '';
  while (after !== null) {
    const page: Page<PartyLine> = await get('/parties', { ...filter, after, limit: MOST }, signal);
    all.push(...page.items);
    after = page.next;
  }
  return all;
}

/** Every party of a kind, for lists to choose from. */
export const allPartiesQuery = (kind?: PartyKind) =>
  queryOptions({
    queryKey: ['parties', kind ?? 'every', 'all'],
    queryFn: ({ signal }) => wholeList({ kind }, signal),
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
