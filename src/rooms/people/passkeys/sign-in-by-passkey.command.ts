import { defineCommand } from '#platform/command.ts';
import { arrive } from '../sign-in/arrive.ts';
import { Step } from '../sign-in/sign-in.schema.ts';
import { sessionValues } from '../sign-in/sign-in-tokens.ts';
import { SignInByPasskey } from './passkey.schema.ts';
import { checkAssertion } from './verify.ts';
import '../errors.ts';
import '../permissions.ts';

/** Signs in with a passkey, alone or after a password. It is both factors: a device, and the finger or code that unlocks it. */
export const signInByPasskey = defineCommand({
  name: 'people/sign-in-by-passkey',
  permission: 'people:enter',
  operational: 'access',
  runsOnLowDisk: true,
  input: SignInByPasskey,
  answer: Step,
  signInStep: {
    refused: 'people/passkey-refused',
    statement: async ({ assertion, sessionToken }, platform) => {
      const { payload, voucher } = await checkAssertion(platform, assertion);
      return {
        text: 'select identity.sign_in_by_passkey($1, $2, $3, $4) as claims',
        values: [payload, voucher, ...sessionValues(sessionToken)],
      };
    },
  },
  run: (context, input) => {
    const { answer, entry } = arrive(context, input);
    return { answer, entry: { ...entry, detail: { passkey: true } } };
  },
});
