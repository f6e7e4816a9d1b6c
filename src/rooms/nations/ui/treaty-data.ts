import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';
import type { TreatyParty, TreatyTable } from '../treaties/treaty-table.schema.ts';

/** The current treaty table. */
export const tableQuery = queryOptions({
  queryKey: ['treaties'],
  queryFn: ({ signal }) => get('/treaties', {}, signal),
});

/** Every row ever recorded about a nation. */
export const historyQuery = (partyId: string) =>
  queryOptions({
    queryKey: ['treaties', partyId],
    queryFn: ({ signal }) => get('/parties/:partyId/treaties', { partyId }, signal),
  });

/** Imported tables, newest first, one page at a time. */
export const importsQuery = infiniteQueryOptions({
  queryKey: ['treaties', 'imports'],
  queryFn: ({ pageParam, signal }) => get('/treaty-imports', { limit: 20, after: pageParam }, signal),
  initialPageParam: '',
  getNextPageParam: (last) => last.next ?? undefined,
});

/** A nation of the table by its id, or by its two letters. */
export function nationOf(table: TreatyTable | undefined, key: string): TreatyParty | undefined {
  return table?.groups.flatMap((group) => group.parties).find((party) => party.id === key || party.iso2 === key);
}
