import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { Done } from '../people.schema.ts';
import { arrive } from '../sign-in/arrive.ts';
import { Step } from '../sign-in/sign-in.schema.ts';
import { sessionValues, vouchFor } from '../sign-in/sign-in-tokens.ts';
import { AddPasskey, SetUpPasskeyAtSignIn } from './passkey.schema.ts';
import { addPasskey as add } from './passkey.store.ts';
import { checkRegistration } from './verify.ts';
import '../errors.ts';
import '../permissions.ts';

const REFUSED = {
  refused: 'people/passkey-refused',
  'not-fresh': 'people/sign-in-again',
  'provider-decides': 'people/provider-decides',
  'too-many': 'people/too-many-passkeys',
} as const;

/** Adds a passkey to the subject's own account. The session must be only a few minutes old. */
export const addPasskey = defineCommand({
  name: 'people/add-passkey',
  permission: 'people:self',
  operational: 'access',
  input: AddPasskey,
  answer: Done,
  async run({ db, platform, subject }, { name, registration }) {
    const passkey = await checkRegistration(platform, 'register', { name, registration });
    const { payload, voucher } = await vouchFor(platform, 'people/add-passkey', passkey);
    const came = await add(db, payload, voucher);
    if (came !== 'added') throw new AppError(REFUSED[came]);
    return {
      answer: { done: true },
      entry: { subjectKind: 'person', subjectId: subject.person, partyId: null, detail: { passkey: passkey.passkey } },
    };
  },
});

/** The last step of a first sign-in, with a passkey as the second factor. */
export const setUpPasskeyAtSignIn = defineCommand({
  name: 'people/set-up-passkey-at-sign-in',
  permission: 'people:enter',
  operational: 'access',
  input: SetUpPasskeyAtSignIn,
  answer: Step,
  signInStep: {
    refused: 'people/attempt-over',
    statement: async ({ name, registration, attemptToken, sessionToken }, platform) => {
      const passkey = await checkRegistration(platform, 'register', { name, registration });
      const { payload, voucher } = await vouchFor(platform, 'people/add-passkey', passkey);
      return {
        text: 'select identity.sign_in_by_passkey_set_up($1, $2, $3, $4, $5) as claims',
        values: [attemptToken, payload, voucher, ...sessionValues(sessionToken)],
      };
    },
  },
  run: (context, input) => {
    const { answer, entry } = arrive(context, input);
    return { answer, entry: { ...entry, detail: { secondFactor: 'passkey' } } };
  },
});
