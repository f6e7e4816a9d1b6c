import { QueryClient } from '@tanstack/react-query';
import { isTemporary } from './problem.ts';

/**
 * Answers stay fresh for half a minute. Only temporary errors are retried, twice. The browser's own view of the network is ignored: a server on the local
 * network can be reached without the internet.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { networkMode: 'always', staleTime: 30_000, retry: (failures, error) => failures < 2 && isTemporary(error) },
    mutations: { networkMode: 'always', retry: false },
  },
});
