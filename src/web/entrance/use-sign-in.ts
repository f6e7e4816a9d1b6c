import { useState } from 'react';
import { send } from '../client/api.ts';
import { Problem } from '../client/problem.ts';
import { useWrite } from '../client/write.ts';
import type { Stands } from './use-enter.ts';
import { findAnswer } from './work.rules.ts';

type Given = { email: string; password: string };

const CROWDED = ['platform/passwords-busy', 'platform/busy'];
const [TRIES, AGAIN_MS] = [10, 500];

/**
 * Address and password. Where strangers failed at the address before, or many sign in at once, the server asks for work: it is done here, then the same is sent again.
 * `work` is how likely it is to be done by now, or null while none is asked for.
 */
export function useSignIn(onAnswer: (stands: Stands, given: Given) => void) {
  const [work, setWork] = useState<number | null>(null);
  const signIn = useWrite(
    async (given: Given, key) => {
      let done: { challenge: string; answer: string } | undefined;
      let again = 0;
      try {
        for (;;) {
          const body = done === undefined ? given : { ...given, work: done };
          try {
            return await send('POST /session', body, key);
          } catch (error) {
            if (!(error instanceof Problem)) throw error;
            // A crowd signs in. What was worked for holds for some minutes, so the same is sent again.
            if (CROWDED.includes(error.code) && again < TRIES) {
              again += 1;
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
