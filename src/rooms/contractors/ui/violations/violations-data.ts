import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';
import { useWrite } from '#web/client/write.ts';

/** The violations that the reader may see, one page at a time; of one contract where one is named. */
export const violationsQuery = (contractId: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['violations', 'list', contractId],
    queryFn: ({ pageParam, signal }) => get('/violations', { limit: 50, after: pageParam, contractId }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** One violation with its steps. */
export const violationQuery = (violationId: string) =>
  queryOptions({
    queryKey: ['violations', 'one', violationId],
    queryFn: ({ signal }) => get('/violations/:violationId', { violationId }, signal),
  });

/** A step of a violation; all violations are refetched. */
export function useViolationWrite<Input, Answer>(
  write: (input: Input, key: string) => Promise<Answer>,
  onSuccess: (answer: Answer) => unknown = () => {},
) {
  const queries = useQueryClient();
  return useWrite(write, {
    onSuccess: async (answer: Answer) => {
      await queries.invalidateQueries({ queryKey: ['violations'] });
      onSuccess(answer);
    },
  });
}
