import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';
import { useWrite } from '#web/client/write.ts';

/** Nations that joined an operation, as far as this reader may see them. */
export const joiningsQuery = queryOptions({
  queryKey: ['joinings', 'list'],
  queryFn: ({ signal }) => get('/joinings', {}, signal),
});

/** The checklist of one joining. */
export const joiningQuery = (contributionId: string) =>
  queryOptions({
    queryKey: ['joinings', 'one', contributionId],
    queryFn: ({ signal }) => get('/joinings/:contributionId', { contributionId }, signal),
  });

/** A command on a checklist; all checklists are refetched. */
export function useJoiningWrite<Input>(write: (input: Input, key: string) => Promise<unknown>, onSuccess?: () => void) {
  const queries = useQueryClient();
  return useWrite(write, {
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['joinings'] });
      onSuccess?.();
    },
  });
}
