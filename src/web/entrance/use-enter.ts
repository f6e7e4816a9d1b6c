import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { z } from 'zod';
import type { Step } from '#rooms/people/sign-in/sign-in.schema.ts';
import { answerOf, send } from '../client/api.ts';
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
export function useStep<Given>(
  path: `/${string}`,
  onAnswer: (stands: Stands, given: Given) => void,
  toSend: (given: Given) => unknown = (given) => given,
) {
  return useWrite((given: Given, key) => send('POST', path, toSend(given), { key, answer: answerOf<Stands>() }), { onSuccess: onAnswer });
}

/** The first step of an entrance: `stands` is null until it was taken; somebody who is in at once goes on. */
export function useFirstStep(next?: string) {
  const [stands, setStands] = useState<{ step: Stands; account: string } | null>(null);
  const goOn = useGoOn(next);
  const pass = (step: Stands, { email }: { email: string }) => (step.step === 'in' ? goOn() : setStands({ step, account: email }));
  return { stands, pass, startAgain: () => setStands(null) };
}
