import { defineCommand } from '#platform/command.ts';
import { derivePassword } from '#platform/identity/password.ts';
import { refuseGuessedFirst } from '../passwords/guessed-first.ts';
import { AcceptInvitation } from '../people.schema.ts';
import { nameDevice, stepAfter } from '../sign-in/arrive.ts';
import { Step } from '../sign-in/sign-in.schema.ts';
import { findLink, newSalt, sessionValues } from '../sign-in/sign-in-tokens.ts';
import '../errors.ts';
import '../permissions.ts';

/** An invited person chooses a password with a one-time link. Setting up a second factor is next, where one is required. */
export const acceptInvitation = defineCommand({
  name: 'people/accept-invitation',
  permission: 'people:enter',
  operational: 'access',
  input: AcceptInvitation,
  answer: Step,
  signInStep: {
    refused: 'people/link-spent',
    statement: async ({ token, name, password, language, sessionToken }, { pool }, signal) => {
      const { email } = await findLink(pool, token, 'invitation', signal);
      refuseGuessedFirst(password, [name, email]);
      const salt = newSalt();
      return {
        text: 'select identity.sign_in_by_invitation($1, $2, $3, $4, $5, $6, $7) as claims',
        values: [token, name, language, salt, await derivePassword(password, salt, undefined, signal), ...sessionValues(sessionToken)],
      };
    },
  },
  run: ({ db, subject, write }, { device }) => {
    write(nameDevice(db, device));
    return { answer: stepAfter(subject), entry: { subjectKind: 'person', subjectId: subject.person, partyId: null, detail: {} } };
  },
});
