import { QueryClient } from '@tanstack/react-query';
import { mayPass } from './problem.ts';

/**
 * What the server said stays for half a minute; only what may pass by itself is asked again, twice. Whether the browser believes in a network decides nothing: an
 * installation without one is reached all the same.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { networkMode: 'always', staleTime: 30_000, retry: (failures, error) => failures < 2 && mayPass(error) },
    mutations: { networkMode: 'always', retry: false },
  },
});
