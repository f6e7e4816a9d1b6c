import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { placesTaken, takePlace } from '#platform/identity/password.ts';
import type { Platform } from '#platform/platform.ts';
import { sessionValues } from '../entrances.ts';
import { SignIn } from '../people.schema.ts';
import { arrive } from './arrive.ts';
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
  const [bits, now] = [bitsWhile(placesTaken('sign-in')), performance.now()];
  if (bits > 0) askingUntil.set(platform, now + ASKING.holdMs);
  return bits === 0 && now < (askingUntil.get(platform) ?? 0) ? LEAST_BITS : bits;
}

type Begun = { salt: Buffer; guess: string; work: null } | { salt: null; guess: null; work: string };
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
  entrance: {
    refused: 'people/sign-in-failed',
    statement: async ({ password, sessionToken, ...given }, platform) => {
      const bits = bitsAsked(platform);
      // Asked before a place is taken, so that whoever does no work fills no queue.
      if (bits > 0 && !(given.work && isWorkDone(given.work))) throw await askForWork(await begin(platform, { email: given.email }, bits));
      // Taken before the work is spent: who is turned away keeps it, and nothing is counted.
      const place = takePlace('sign-in');
      try {
        const begun = await begin(platform, given, bits);
        if (begun.work !== null) {
          place.leave();
          throw await askForWork(begun);
        }
        const derived = await place.derive(password, begun.salt);
        return {
          text: 'select identity.sign_in($1, $2, $3, $4, $5) as claims',
          values: [given.email, derived, begun.guess, ...sessionValues(sessionToken)],
        };
      } finally {
        place.leave();
      }
    },
  },
  run: arrive,
});

let asked = 0;

async function askForWork({ work }: Begun): Promise<AppError> {
  asked += 1;
  await pause(ASKING.pauseMs * Math.min(1 + asked / 200, 2));
  asked -= 1;
  return new AppError('people/work-asked', { challenge: work });
}

let last: Promise<unknown> = Promise.resolve();

// One after the other: strangers who draw challenges, all for one address or each for another, take one connection of the pool and no more.
function begin({ pool }: Platform, { email, work }: Given, bits: number): Promise<Begun> {
  const next = last.then(async () => {
    const values = [email, work?.challenge ?? null, work?.answer ?? null, bits];
    return (await pool.query<Begun>('select salt, guess, work from identity.begin_sign_in($1, $2, $3, $4)', values)).rows[0]!;
  });
  last = next.catch(() => undefined);
  return next;
}
