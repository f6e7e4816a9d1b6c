import { sql } from 'kysely';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import type { Platform } from '#platform/platform.ts';
import { Done } from '../people.schema.ts';
import { arrive } from './arrive.ts';
import { SetUpTotp, SetUpTotpAtSignIn, Step } from './sign-in.schema.ts';
import { sessionValues } from './sign-in-tokens.ts';
import { secretBytes, stepOf } from './totp.rules.ts';
import { findAttempt, totpPurpose } from './totp.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** The last step of a first sign-in. A code of the secret made in the browser proves that the app has the secret; from now on codes are required. */
export const setUpTotpAtSignIn = defineCommand({
  name: 'people/set-up-totp-at-sign-in',
  permission: 'people:enter',
  operational: 'access',
  input: SetUpTotpAtSignIn,
  answer: Step,
  signInStep: {
    refused: 'people/attempt-over',
    statement: async ({ secret, code, attemptToken, sessionToken }, platform) => {
      const about = await findAttempt(platform.pool, attemptToken, 'set-up');
      if (!about) throw new AppError('people/attempt-over');
      const { encrypted, step } = encryptFor(platform, about.person, secret, code);
      return {
        text: 'select identity.sign_in_by_totp_set_up($1, $2, $3, $4, $5) as claims',
        values: [attemptToken, encrypted, step, ...sessionValues(sessionToken)],
      };
    },
  },
  run: (context, input) => {
    const { answer, entry } = arrive(context, input);
    return { answer, entry: { ...entry, detail: { secondFactor: 'totp' } } };
  },
});

/** Sets up or replaces one-time codes for a person who signed in a moment ago. */
export const setUpTotp = defineCommand({
  name: 'people/set-up-totp',
  permission: 'people:self',
  operational: 'access',
  input: SetUpTotp,
  answer: Done,
  async run({ db, subject, platform }, { secret, code }) {
    const { encrypted, step } = encryptFor(platform, subject.person, secret, code);
    const { rows } = await sql<{ done: boolean }>`select identity.set_totp(${encrypted}, ${step}) as done`.execute(db);
    if (!rows[0]!.done) throw new AppError('people/sign-in-again');
    return {
      answer: { done: true },
      entry: { subjectKind: 'person', subjectId: subject.person, partyId: null, detail: { secondFactor: 'totp' } },
    };
  },
});

function encryptFor({ keys, clock }: Platform, person: string, secret: string, code: string): { encrypted: Buffer; step: number } {
  const bytes = secretBytes(secret);
  const step = stepOf(bytes, code, clock());
  if (step === undefined) throw new AppError('people/set-up-code-wrong');
  return { encrypted: keys.encrypt(totpPurpose(person), bytes), step };
}
