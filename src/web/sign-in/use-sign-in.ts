import { useState } from 'react';
import { send } from '../client/api.ts';
import { Problem } from '../client/problem.ts';
import { useWrite } from '../client/write.ts';
import type { PendingStep } from './use-enter.ts';
import { findAnswer } from './work.rules.ts';

type Given = { email: string; password: string };

const CROWDED = ['platform/passwords-busy', 'platform/busy'];
const [TRIES, AGAIN_MS] = [10, 500];

/**
 * Signs in with address and password. Where sign-ins at this address failed before, or many people sign in at once, the server requires a proof of work: the
 * browser computes it, then sends the same request again. `work` is the probability that it is done by now, or null while none is required.
 */
export function useSignIn(onAnswer: (pending: PendingStep, values: Given) => void) {
  const [work, setWork] = useState<number | null>(null);
  const signIn = useWrite(
    async (values: Given, key) => {
      let done: { challenge: string; answer: string } | undefined;
      let retries = 0;
      try {
        for (;;) {
          const body = done === undefined ? values : { ...values, work: done };
          try {
            return await send('POST /session', body, key);
          } catch (error) {
            if (!(error instanceof Problem)) throw error;
            // Many people are signing in. A proof of work is valid for some minutes, so the same one is sent again.
            if (CROWDED.includes(error.code) && retries < TRIES) {
              retries += 1;
              await new Promise((over) => setTimeout(over, AGAIN_MS));
            } else if (error.code !== 'people/work-asked') throw error;
            else {
              setWork(0);
              const challenge = String(error.details.challenge);
              done = { challenge, answer: await findAnswer(challenge, setWork) };
            }
          }
        }
      } finally {
        setWork(null);
      }
    },
    { onSuccess: onAnswer },
  );
  return { signIn, work };
}
