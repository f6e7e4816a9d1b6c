import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { derivePassword } from '#platform/identity/password.ts';
import { lookUpQueues, passwordQueues } from '#platform/identity/sign-in-queues.ts';
import type { Platform } from '#platform/platform.ts';
import type { Place } from '#platform/work-queue.ts';
import { SignIn } from '../people.schema.ts';
import { arrive } from './arrive.ts';
import { Step } from './sign-in.schema.ts';
import { sessionValues } from './sign-in-tokens.ts';
import { bitsUnderLoad, isWorkDone, MIN_BITS } from './work.rules.ts';
import '../errors.ts';
import '../permissions.ts';

export const ASKING = {
  /**
   * An answer that asks for work is delayed this long for every client, up to twice as long with hundreds of them. A client that ignores the work can retry no
   * faster than this per connection.
   */
  pauseMs: 2_000,
  /**
   * Once the queue was long, every client must do work for this long afterwards. Otherwise clients that ignore the work would keep the queue at that length.
   */
  holdMs: 10_000,
};
/** Until when every client must do work, by the clock of this process. */
const askingUntil = new WeakMap<Platform, number>();

function requiredBits(platform: Platform): number {
  const [bits, now] = [bitsUnderLoad(passwordQueues['sign-in'].placesTaken), performance.now()];
  if (bits > 0) askingUntil.set(platform, now + ASKING.holdMs);
  return bits === 0 && now < (askingUntil.get(platform) ?? 0) ? MIN_BITS : bits;
}

type Said = { salt: Buffer; guess: string; work: null } | { salt: null; guess: null; work: string };
/** An accepted attempt with its place in the queue of password derivations; or the work that the client must do first. */
type Begun = { place: Place; salt: Buffer; guess: string } | { place: null; work: string };
type Given = { email: string; work?: { challenge: string; answer: string } | undefined };

/**
 * The first step of sign-in, and the only one where no second factor is set or required. An unknown address gets a stable invented salt and is counted like any
 * other, so that right and wrong attempts cost the same and require the same work. The database compares. While many people sign in at once, all of them must
 * do work.
 */
export const signIn = defineCommand({
  name: 'people/sign-in',
  permission: 'people:enter',
  operational: 'access',
  runsOnLowDisk: true,
  input: SignIn,
  answer: Step,
  // An answer that was lost took the token of its session with it: the same browser signs in again, with the same key, and gets another session.
  repeatable: false,
  signInStep: {
    refused: 'people/sign-in-failed',
    statement: async ({ password, sessionToken, ...input }, platform, signal) => {
      const begun = await lookUpQueues['sign-in'].run(() => begin(platform, input), signal);
      if (begun.place === null) throw await askForWork(begun.work, signal);
      const derived = await derivePassword(password, begun.salt, begun.place, signal);
      return {
        text: 'select identity.sign_in($1, $2, $3, $4, $5) as claims',
        values: [input.email, derived, begun.guess, ...sessionValues(sessionToken)],
      };
    },
  },
  run: arrive,
});

let delayed = 0;

async function askForWork(work: string, signal: AbortSignal | undefined): Promise<AppError> {
  delayed += 1;
  const ms = ASKING.pauseMs * Math.min(1 + delayed / 200, 2);
  // The delay ends early when the client disconnects.
  await pause(ms, undefined, signal && { signal }).catch(() => {});
  delayed -= 1;
  return new AppError('people/work-asked', { challenge: work });
}

async function begin(platform: Platform, { email, work }: Given): Promise<Begun> {
  const bits = requiredBits(platform);
  const ask = async (solvedWork?: Given['work']) => {
    const values = [email, solvedWork?.challenge ?? null, solvedWork?.answer ?? null, bits];
    return (await platform.pool.query<Said>('select salt, guess, work from identity.begin_sign_in($1, $2, $3, $4)', values)).rows[0]!;
  };
  // Checked before a place is taken, so that clients that do no work cannot fill the queue.
  if (bits > 0 && !(work && isWorkDone(work))) return { place: null, work: (await ask()).work! };
  // The place is taken before the work is spent: a client that is turned away keeps its work, and nothing is counted. Earlier would be wrong: work on an
  // invented challenge would hold a place.
  const place = passwordQueues['sign-in'].takePlace();
  let challenge: Said | undefined;
  try {
    challenge = await ask(work);
  } finally {
    if (challenge?.work !== null) place.release();
  }
  return challenge.work === null ? { place, salt: challenge.salt, guess: challenge.guess } : { place: null, work: challenge.work };
}
