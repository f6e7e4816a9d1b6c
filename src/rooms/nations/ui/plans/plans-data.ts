import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';
import { useWrite } from '#web/client/write.ts';

/** The action plans of one nation, as far as this reader may see them. */
export const plansQuery = (partyId: string) =>
  queryOptions({
    queryKey: ['plans', 'party', partyId],
    queryFn: ({ signal }) => get('/parties/:partyId/plans', { partyId }, signal),
  });

/** A command on a plan. Plans, tasks and the evidence they leave are refetched. */
export function usePlanWrite<Input, Answer>(write: (input: Input, key: string) => Promise<Answer>, onSuccess: () => unknown) {
  const queries = useQueryClient();
  return useWrite(write, {
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['plans'] });
      onSuccess();
    },
  });
}
