import { QueryClient } from '@tanstack/react-query';
import { mayPass } from './problem.ts';

/** What the server said stays for half a minute; only what may pass by itself is asked again, twice. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, retry: (failures, error) => failures < 2 && mayPass(error) },
    mutations: { retry: false },
  },
});
