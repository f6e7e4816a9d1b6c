import { useState } from 'react';
import { answerOf, send } from '../client/api.ts';
import { Problem } from '../client/problem.ts';
import { useWrite } from '../client/write.ts';
import type { Stands } from './use-enter.ts';
import { findAnswer, readChallenge } from './work.rules.ts';

type Given = { email: string; password: string };

/**
 * Address and password. Where strangers failed at the address before, the server asks for work: it is done here, then the same is sent again.
 * `work` is how likely it is to be done by now, or null while none is asked for.
 */
export function useSignIn(onAnswer: (stands: Stands, given: Given) => void) {
  const [work, setWork] = useState<number | null>(null);
  const signIn = useWrite(
    async (given: Given, key) => {
      let done: { challenge: string; answer: string } | undefined;
      try {
        for (;;) {
          const body = done === undefined ? given : { ...given, work: done };
          try {
            return await send('POST', '/session', body, { key, answer: answerOf<Stands>() });
          } catch (error) {
            if (!(error instanceof Problem) || error.code !== 'people/work-asked') throw error;
            setWork(0);
            done = await workOn(String(error.details.challenge), setWork);
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

async function workOn(challenge: string, tell: (share: number) => void) {
  const since = performance.now();
  const answer = await findAnswer(challenge, tell);
  const early = readChallenge(challenge).ripensAfter * 1000 + 250 - (performance.now() - since);
  if (early > 0) await new Promise((ripe) => setTimeout(ripe, early));
  return { challenge, answer };
}
