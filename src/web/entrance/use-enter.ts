import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { z } from 'zod';
import type { Step } from '#rooms/people/sign-in/sign-in.schema.ts';
import { type InputOf, send } from '../client/api.ts';
import { queryClient } from '../client/query-client.ts';
import { beginAnew, useWrite } from '../client/write.ts';
import { nextPage } from './next-page.rules.ts';

/** Where a sign-in stands, as the server says it. */
export type Stands = z.infer<typeof Step>;

/** Goes through the door: on to a page of the desk, where nothing of an earlier person stays behind. */
export function useGoOn(next?: string): () => void {
  const router = useRouter();
  return () => {
    queryClient.getMutationCache().clear();
    beginAnew();
    // The page that is left must not ask again about the link it has just used.
    queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'link' });
    router.history.replace(nextPage(next));
  };
}

/** A step of signing in behind a form: what it answers is where the sign-in stands. `toSend` takes out what only this page needs. */
export function useStep<Route extends StepRoute, Given = InputOf<Route>>(
  route: Route,
  onAnswer: (stands: Stands, given: NoInfer<Given>) => void,
  toSend: (given: Given) => InputOf<Route> = (given) => given as InputOf<Route>,
) {
  return useWrite((given: Given, key) => send(route, toSend(given), key), { onSuccess: onAnswer });
}

type StepRoute = 'POST /set-up' | 'POST /invitation' | 'POST /session/totp' | 'POST /session/recovery-code' | 'POST /session/totp-set-up';

/** The first step of an entrance: `stands` is null until it was taken; somebody who is in at once goes on. */
export function useFirstStep(next?: string) {
  const [stands, setStands] = useState<{ step: Stands; account: string } | null>(null);
  const goOn = useGoOn(next);
  const pass = (step: Stands, { email }: { email: string }) => (step.step === 'in' ? goOn() : setStands({ step, account: email }));
  return { stands, pass, startAgain: () => setStands(null) };
}
