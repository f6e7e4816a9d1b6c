import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { type AnswerOf, get } from '#web/client/api.ts';
import { useWrite } from '#web/client/write.ts';

export type Release = AnswerOf<'/contracts/:contractId/release'>;

/** What a contract lacks for its award or an option, with its overrides and its gap. */
export const releaseQuery = (contractId: string) =>
  queryOptions({
    queryKey: ['contracts', 'release', contractId],
    queryFn: ({ signal }) => get('/contracts/:contractId/release', { contractId }, signal),
  });

/** Overrides and gaps of all contracts that the reader may see. */
export const releasesQuery = queryOptions({
  queryKey: ['contracts', 'releases'],
  queryFn: ({ signal }) => get('/contract-releases', {}, signal),
});

/** A step of a release; the contracts are refetched. */
export function useReleaseWrite<Input>(write: (input: Input, key: string) => Promise<unknown>, close: () => void = () => {}) {
  const queries = useQueryClient();
  return useWrite(write, {
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['contracts'] });
      close();
    },
  });
}
