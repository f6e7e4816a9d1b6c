import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { z } from 'zod';
import type { Step } from '#rooms/people/sign-in/sign-in.schema.ts';
import { type InputOf, send } from '../client/api.ts';
import { queryClient } from '../client/query-client.ts';
import { forgetKeys, useWrite } from '../client/write.ts';
import { nextPage } from './next-page.rules.ts';

/** The state of a sign-in, as the server reports it. */
export type PendingStep = z.infer<typeof Step>;

/** Opens a page of the desk after sign-in and discards everything cached for an earlier person. */
export function useEnterDesk(next?: string): () => void {
  const router = useRouter();
  return () => {
    queryClient.getMutationCache().clear();
    forgetKeys();
    // The page being left must not check again the link it has just used.
    queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'link' });
    router.history.replace(nextPage(next));
  };
}

/** A sign-in step behind a form: its answer is the state of the sign-in. `toSend` removes the fields that only this page needs. */
export function useStep<Route extends StepRoute, Given = InputOf<Route>>(
  route: Route,
  onAnswer: (pending: PendingStep, values: NoInfer<Given>) => void,
  toSend: (values: Given) => InputOf<Route> = (values) => values as InputOf<Route>,
) {
  return useWrite((values: Given, key) => send(route, toSend(values), key), { onSuccess: onAnswer });
}

type StepRoute = 'POST /set-up' | 'POST /invitation' | 'POST /session/totp' | 'POST /session/recovery-code' | 'POST /session/totp-set-up';

/** The first step of a sign-in page. `pending` is null until the step is taken; a person who is signed in by it goes straight to the desk. */
export function useFirstStep(next?: string) {
  const [pending, setPending] = useState<{ step: PendingStep; account: string } | null>(null);
  const enterDesk = useEnterDesk(next);
  const pass = (step: PendingStep, { email }: { email: string }) =>
    step.step === 'in' ? enterDesk() : setPending({ step, account: email });
  return { pending, pass, startAgain: () => setPending(null) };
}
