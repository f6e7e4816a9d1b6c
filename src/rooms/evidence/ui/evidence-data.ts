import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { get, type InputOf } from '#web/client/api.ts';
import { rowsToShow } from '#web/client/phone.ts';

/** One evidence item with all that this reader may see of it. */
export const itemQuery = (itemId: string) =>
  queryOptions({
    queryKey: ['evidence', 'item', itemId],
    queryFn: ({ signal }) => get('/evidence/:itemId', { itemId }, signal),
  });

/** How a list of evidence is filtered and sorted; as the address says it. */
type ItemFilter = { [Name in 'kind' | 'sort']?: InputOf<'/parties/:partyId/evidence'>[Name] | undefined };

/** The evidence items of a party, a page at a time: submitted ones, or the drafts that only the party sees. */
export const itemsQuery = (partyId: string, state: 'submitted' | 'draft', filter: ItemFilter = {}) =>
  infiniteQueryOptions({
    queryKey: ['evidence', 'list', partyId, state, filter.kind, filter.sort],
    queryFn: ({ pageParam, signal }) =>
      get('/parties/:partyId/evidence', { partyId, state, limit: rowsToShow(25, 8), after: pageParam, ...filter }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** After a write: refetches every query that depends on evidence. */
export async function evidenceChanged(queries: QueryClient): Promise<void> {
  await Promise.all(
    ['evidence', 'matrix', 'obligation', 'dossier', 'party-evidence'].map((part) => queries.invalidateQueries({ queryKey: [part] })),
  );
}
