import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query';
import { get, type InputOf } from '#web/client/api.ts';
import { useWrite } from '#web/client/write.ts';

/** Attempts this reader may see, one page at a time, newest first or in an order. */
export const outreachQuery = (filter: { [Name in 'addresseeId' | 'sort']?: InputOf<'/outreach'>[Name] | undefined }) =>
  infiniteQueryOptions({
    queryKey: ['outreach', 'list', filter.addresseeId, filter.sort],
    queryFn: ({ pageParam, signal }) => get('/outreach', { limit: 50, after: pageParam, ...filter }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** Letters sent to the reader's nations. */
export const receivedQuery = infiniteQueryOptions({
  queryKey: ['outreach', 'received'],
  queryFn: ({ pageParam, signal }) => get('/letters-received', { limit: 20, after: pageParam }, signal),
  initialPageParam: '',
  getNextPageParam: (last) => last.next ?? undefined,
});

/** Suggested letters for today, and the parties this reader may write for. */
export const suggestionsQuery = queryOptions({
  queryKey: ['outreach', 'suggestions'],
  queryFn: ({ signal }) => get('/outreach-suggestions', {}, signal),
});

/** One attempt. */
export const oneOutreachQuery = (outreachId: string) =>
  queryOptions({
    queryKey: ['outreach', 'one', outreachId],
    queryFn: ({ signal }) => get('/outreach/:outreachId', { outreachId }, signal),
  });

/** A command on an attempt. Everything about outreach is refetched even after an error. */
export function useOutreachWrite<Input, Answer>(
  write: (input: Input, key: string) => Promise<Answer>,
  onSuccess?: (answer: Answer) => unknown,
) {
  const queries = useQueryClient();
  return useWrite(write, {
    onSuccess: async (answer) => {
      await queries.invalidateQueries({ queryKey: ['outreach'] });
      return onSuccess?.(answer);
    },
  });
}
