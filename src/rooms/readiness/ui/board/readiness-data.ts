import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query';
import { useAddress } from '#web/client/address.ts';
import { get } from '#web/client/api.ts';
import { useWrite } from '#web/client/write.ts';

/** The parties and operations whose board this reader may see. */
export const scopesQuery = queryOptions({
  queryKey: ['training', 'scopes'],
  queryFn: ({ signal }) => get('/readiness', {}, signal),
});

/** The board of a scope on a day. */
export const boardQuery = (scopeId: string, day: string) =>
  queryOptions({
    queryKey: ['training', 'board', scopeId, day],
    queryFn: ({ signal }) => get('/readiness/:scopeId', { scopeId, day }, signal),
    enabled: scopeId !== '',
  });

/** Until when the units of a board stay at the target. */
export const lastingQuery = (scopeId: string, day: string) =>
  queryOptions({
    queryKey: ['training', 'lasting', scopeId, day],
    queryFn: ({ signal }) => get('/readiness/:scopeId/lasting', { scopeId, day }, signal),
  });

/** Operation briefs and law annexes of a board. */
export const placeholdersQuery = (scopeId: string) =>
  queryOptions({
    queryKey: ['training', 'placeholders', scopeId],
    queryFn: ({ signal }) => get('/readiness/:scopeId/placeholders', { scopeId }, signal),
  });

/** What courses taught, by rotation. */
export const knowledgeQuery = (scopeId: string) =>
  queryOptions({
    queryKey: ['training', 'knowledge', scopeId],
    queryFn: ({ signal }) => get('/readiness/:scopeId/knowledge', { scopeId }, signal),
  });

/** The order of the people, as the address has it. The table and the print read the same list. */
export function usePeopleOrder(): 'number' | '-number' {
  const [{ sort }] = useAddress();
  return sort === '-number' ? sort : 'number';
}

/** People of a scope, a page at a time: few at first, then as many as one request may have. */
export const peopleQuery = (
  scopeId: string,
  { day, only, number, sort }: { day: string; only: 'unready' | ''; number: string; sort?: 'number' | '-number' | undefined },
) =>
  infiniteQueryOptions({
    queryKey: ['training', 'people', scopeId, day, only, number, sort],
    queryFn: ({ pageParam, signal }) =>
      get(
        '/readiness/:scopeId/people',
        { scopeId, limit: pageParam === '' ? 25 : 100, day, only: only || undefined, number, sort, after: pageParam },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: scopeId !== '',
  });

/** Rosters imported for a party. */
export const rostersQuery = (partyId: string) =>
  infiniteQueryOptions({
    queryKey: ['training', 'rosters', partyId],
    queryFn: ({ pageParam, signal }) => get('/parties/:partyId/rosters', { partyId, after: pageParam, limit: 20 }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: partyId !== '',
  });

/** A command on people or records. After any answer, all training data is read again. */
export function useTrainingWrite<Input, Answer>(
  write: (input: Input, key: string) => Promise<Answer>,
  onSuccess?: (answer: Answer) => unknown,
) {
  const queries = useQueryClient();
  return useWrite(write, {
    onSuccess: async (answer) => {
      await queries.invalidateQueries({ queryKey: ['training'] });
      return onSuccess?.(answer);
    },
  });
}
