import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query';
import { answerOf, get } from '#web/client/api.ts';
import { useWrite } from '#web/client/write.ts';
import type { Board, BoardScopes, BoardSlots, Knowledge, LastingUnits, TraineePage } from '../../board/board.schema.ts';
import type { RosterBatches } from '../../roster/roster.schema.ts';

/** The parties and operations this reader has a board of. */
export const scopesQuery = queryOptions({
  queryKey: ['training', 'scopes'],
  queryFn: ({ signal }) => get('/readiness', answerOf<BoardScopes>(), signal),
});

const search = (values: Record<string, string>) =>
  new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '')).toString();

/** The board of a scope, ready on a day. */
export const boardQuery = (scopeId: string, day: string) =>
  queryOptions({
    queryKey: ['training', 'board', scopeId, day],
    queryFn: ({ signal }) => get(`/readiness/${scopeId}?${search({ day })}`, answerOf<Board>(), signal),
    enabled: scopeId !== '',
  });

/** Until when the units of a board stay at the target. */
export const lastingQuery = (scopeId: string, day: string) =>
  queryOptions({
    queryKey: ['training', 'lasting', scopeId, day],
    queryFn: ({ signal }) => get(`/readiness/${scopeId}/lasting?${search({ day })}`, answerOf<LastingUnits>(), signal),
  });

/** Operation briefs and law annexes of a board. */
export const slotsQuery = (scopeId: string) =>
  queryOptions({
    queryKey: ['training', 'slots', scopeId],
    queryFn: ({ signal }) => get(`/readiness/${scopeId}/slots`, answerOf<BoardSlots>(), signal),
  });

/** What courses taught, by rotation. */
export const knowledgeQuery = (scopeId: string) =>
  queryOptions({
    queryKey: ['training', 'knowledge', scopeId],
    queryFn: ({ signal }) => get(`/readiness/${scopeId}/knowledge`, answerOf<Knowledge>(), signal),
  });

/** People of a scope, a page at a time. */
export const peopleQuery = (scopeId: string, { day, only, number }: { day: string; only: 'unready' | ''; number: string }) =>
  infiniteQueryOptions({
    queryKey: ['training', 'people', scopeId, day, only, number],
    queryFn: ({ pageParam, signal }) =>
      get(
        `/readiness/${scopeId}/people?${search({ limit: '25', day, only, number, after: pageParam })}`,
        answerOf<TraineePageOf>(),
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: scopeId !== '',
  });
type TraineePageOf = ReturnType<(typeof TraineePage)['parse']>;

/** Rosters taken in for a party. */
export const rostersQuery = (partyId: string) =>
  queryOptions({
    queryKey: ['training', 'rosters', partyId],
    queryFn: ({ signal }) => get(`/parties/${partyId}/rosters?limit=20`, answerOf<RosterBatches>(), signal),
    enabled: partyId !== '',
  });

/** An act on people or records: whatever it answers, everything about training is read again. */
export function useTrainingWrite<Input, Answer>(
  act: (input: Input, key: string) => Promise<Answer>,
  onSuccess?: (answer: Answer) => unknown,
) {
  const queries = useQueryClient();
  return useWrite(act, {
    onSuccess: async (answer) => {
      await queries.invalidateQueries({ queryKey: ['training'] });
      return onSuccess?.(answer);
    },
  });
}
