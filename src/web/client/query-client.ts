import { MutationCache, QueryClient } from '@tanstack/react-query';
import { isTemporary } from './problem.ts';

/**
 * Answers stay fresh for half a minute. Only temporary errors are retried, twice. The browser's own view of the network is ignored: a server on the local
 * network can be reached without the internet. After every write the tasks of this person are read again.
 */
export const queryClient: QueryClient = new QueryClient({
  defaultOptions: {
    queries: { networkMode: 'always', staleTime: 30_000, retry: (failures, error) => failures < 2 && isTemporary(error) },
    mutations: { networkMode: 'always', retry: false },
  },
  mutationCache: new MutationCache({
    onSettled: (_answer, error) => {
      if (error === null) void queryClient.invalidateQueries({ queryKey: ['tasks'] });
    },
  }),
});
