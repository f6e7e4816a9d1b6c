import { useRouter } from '@tanstack/react-router';
import { send } from '../client/api.ts';
import { queryClient } from '../client/query-client.ts';
import { useWrite } from '../client/write.ts';
import { nextPage } from './next-page.rules.ts';

/** Opens a session with a form's body and goes on to a page of the desk. Nothing of an earlier person stays behind. */
export function useEnter<Body>(path: '/session' | '/set-up' | '/invitation', next?: string) {
  const router = useRouter();
  return useWrite((body: Body, key) => send('POST', path, body, { key }), {
    onSuccess: () => {
      queryClient.getMutationCache().clear();
      // The page that is left must not ask again about the link it has just used.
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'link' });
      router.history.replace(nextPage(next));
    },
  });
}
