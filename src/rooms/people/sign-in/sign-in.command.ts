import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { derivePassword } from '#platform/identity/password.ts';
import { lookUpQueues, passwordQueues } from '#platform/identity/sign-in-queues.ts';
import type { Platform } from '#platform/platform.ts';
import type { Place } from '#platform/work-queue.ts';
import { SignIn } from '../people.schema.ts';
import { arrive } from './arrive.ts';
import { sessionValues } from './entrances.ts';
import { Step } from './sign-in.schema.ts';
import { bitsWhile, isWorkDone, LEAST_BITS } from './work.rules.ts';
import '../errors.ts';
import '../permissions.ts';

export const ASKING = {
  /** An answer that asks for work waits this long, whoever asks, and up to twice as long where hundreds do: so whoever ignores the work comes again no faster than this on one connection. */
  pauseMs: 2_000,
  /** Once the queue was long, everybody is asked for work for so long after: else whoever ignores it would keep the queue at that length. */
  holdMs: 10_000,
};
/** Until when everybody is asked for work, by the clock of this process. */
const askingUntil = new WeakMap<Platform, number>();

function bitsAsked(platform: Platform): number {
  const [bits, now] = [bitsWhile(passwordQueues['sign-in'].placesTaken), performance.now()];
  if (bits > 0) askingUntil.set(platform, now + ASKING.holdMs);
  return bits === 0 && now < (askingUntil.get(platform) ?? 0) ? LEAST_BITS : bits;
}

type Said = { salt: Buffer; guess: string; work: null } | { salt: null; guess: null; work: string };
/** A guess that may be made, and the place where its password is derived; or the work that is asked for first. */
type Begun = { place: Place; salt: Buffer; guess: string } | { place: null; work: string };
type Given = { email: string; work?: { challenge: string; answer: string } | undefined };

/**
 * The first step of signing in, and the only one where no second factor is set or asked for. An unknown address gets a steady made-up salt and is counted
 * like any other, so that right and wrong cost the same and ask for the same work; the database compares. While many sign in at once, all are asked for work.
 */
export const signIn = defineCommand({
  name: 'people/sign-in',
  permission: 'people:enter',
  operational: 'access',
  input: SignIn,
  answer: Step,
  signInStep: {
    refused: 'people/sign-in-failed',
    statement: async ({ password, sessionToken, ...given }, platform, signal) => {
      const begun = await lookUpQueues['sign-in'].run(() => begin(platform, given), signal);
      if (begun.place === null) throw await askForWork(begun.work, signal);
      const derived = await derivePassword(password, begun.salt, begun.place, signal);
      return {
        text: 'select identity.sign_in($1, $2, $3, $4, $5) as claims',
        values: [given.email, derived, begun.guess, ...sessionValues(sessionToken)],
      };
    },
  },
  run: arrive,
});

let asked = 0;

async function askForWork(work: string, signal: AbortSignal | undefined): Promise<AppError> {
  asked += 1;
  const ms = ASKING.pauseMs * Math.min(1 + asked / 200, 2);
  // It ends early when the client has disconnected.
  await pause(ms, undefined, signal && { signal }).catch(() => {});
  asked -= 1;
  return new AppError('people/work-asked', { challenge: work });
}

async function begin(platform: Platform, { email, work }: Given): Promise<Begun> {
  const bits = bitsAsked(platform);
  const ask = async (given?: Given['work']) => {
    const values = [email, given?.challenge ?? null, given?.answer ?? null, bits];
    return (await platform.pool.query<Said>('select salt, guess, work from identity.begin_sign_in($1, $2, $3, $4)', values)).rows[0]!;
  };
  // Asked before a place is taken, so that whoever does no work fills no queue.
  if (bits > 0 && !(work && isWorkDone(work))) return { place: null, work: (await ask()).work! };
  // Taken before the work is spent: who is turned away keeps it, and nothing is counted. But not before its turn: work on a made-up challenge would hold it while others are asked.
  const place = passwordQueues['sign-in'].takePlace();
  let said: Said | undefined;
  try {
    said = await ask(work);
  } finally {
    if (said?.work !== null) place.release();
  }
  return said.work === null ? { place, salt: said.salt, guess: said.guess } : { place: null, work: said.work };
}
