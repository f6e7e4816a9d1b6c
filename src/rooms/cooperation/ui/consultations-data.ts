import { infiniteQueryOptions, useQueryClient } from '@tanstack/react-query';
import { get, type InputOf } from '#web/client/api.ts';
import { useWrite } from '#web/client/write.ts';

/** Consultations, one page at a time, newest first or in an order. */
export const consultationsQuery = (filter: { [Name in 'kind' | 'sort']?: InputOf<'/consultations'>[Name] | undefined }) =>
  infiniteQueryOptions({
    queryKey: ['consultations', filter.kind, filter.sort],
    queryFn: ({ pageParam, signal }) => get('/consultations', { limit: 50, after: pageParam, ...filter }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** A step of a consultation; all consultations are refetched. */
export function useConsultationWrite<Input>(write: (input: Input, key: string) => Promise<unknown>, onSuccess: () => void) {
  const queries = useQueryClient();
  return useWrite(write, {
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['consultations'] });
      onSuccess();
    },
  });
}
