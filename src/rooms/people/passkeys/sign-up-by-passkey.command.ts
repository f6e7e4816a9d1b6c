import type { z } from 'zod';
import { newId } from '#kernel/ids.ts';
import { ROLE } from '#kernel/roles.ts';
import { defineCommand } from '#platform/command.ts';
import type { Platform } from '#platform/platform.ts';
import { HEADQUARTERS_CODE } from '#rooms/parties/index.ts';
import { arrive } from '../sign-in/arrive.ts';
import { Step } from '../sign-in/sign-in.schema.ts';
import { sessionValues, vouchFor } from '../sign-in/sign-in-tokens.ts';
import { AcceptByPasskey, type Registration, SetUpByPasskey } from './passkey.schema.ts';
import { checkRegistration } from './verify.ts';
import '../errors.ts';
import '../permissions.ts';

/** The first person signs up with the one-time link of the first start and a passkey in place of a password. */
export const setUpByPasskey = defineCommand({
  name: 'people/set-up-by-passkey',
  permission: 'people:enter',
  operational: 'installation',
  input: SetUpByPasskey,
  answer: Step,
  signInStep: {
    refused: 'people/link-spent',
    statement: async (input, platform) => {
      const { payload, voucher } = await vouchForSignUp(platform, input);
      return {
        text: `select identity.set_up_by_passkey($1, $2, $3, $4, $5, $6, $7, (select id from parties.party where kind = 'body' and code = $8), $9, $10) as claims`,
        values: [
          payload,
          voucher,
          input.token,
          input.name,
          input.email,
          input.language,
          newId(),
          HEADQUARTERS_CODE,
          ...sessionValues(input.sessionToken),
        ],
      };
    },
  },
  run: (context, input) => {
    const { answer } = arrive(context, input);
    const detail = { role: ROLE.policyOffice, passkey: true };
    return { answer, entry: { subjectKind: 'person', subjectId: context.subject.person, partyId: null, detail } };
  },
});

/** An invited person opens the account with a one-time link and a passkey in place of a password. */
export const acceptByPasskey = defineCommand({
  name: 'people/accept-invitation-by-passkey',
  permission: 'people:enter',
  operational: 'access',
  input: AcceptByPasskey,
  answer: Step,
  signInStep: {
    refused: 'people/link-spent',
    statement: async (input, platform) => {
      const { payload, voucher } = await vouchForSignUp(platform, input);
      return {
        text: 'select identity.sign_in_by_invitation_with_passkey($1, $2, $3, $4, $5, $6, $7) as claims',
        values: [payload, voucher, input.token, input.name, input.language, ...sessionValues(input.sessionToken)],
      };
    },
  },
  run: (context, input) => {
    const { answer } = arrive(context, input);
    return { answer, entry: { subjectKind: 'person', subjectId: context.subject.person, partyId: null, detail: { passkey: true } } };
  },
});

async function vouchForSignUp(platform: Platform, input: { passkeyName: string; registration: z.output<typeof Registration> }) {
  const { passkeyName: name, registration } = input;
  return vouchFor(platform, 'people/sign-up-by-passkey', await checkRegistration(platform, 'sign-up', { name, registration }));
}
