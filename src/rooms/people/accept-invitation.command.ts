import { defineCommand } from '#platform/command.ts';
import { derivePassword } from '#platform/identity/password.ts';
import { newSalt, sessionValues } from './entrances.ts';
import { AcceptInvitation, Done } from './people.schema.ts';
import './errors.ts';
import './permissions.ts';

/** Somebody invited chooses a password with their one-time link and is signed in. */
export const acceptInvitation = defineCommand({
  name: 'people/accept-invitation',
  permission: 'people:enter',
  operational: 'access',
  input: AcceptInvitation,
  answer: Done,
  entrance: {
    refused: 'people/link-spent',
    statement: async ({ token, name, password, language, sessionToken }) => {
      const salt = newSalt();
      return {
        text: 'select identity.enter_by_invitation($1, $2, $3, $4, $5, $6, $7) as claims',
        values: [token, name, language, salt, await derivePassword(password, salt), ...sessionValues(sessionToken)],
      };
    },
  },
  run: ({ subject }) => ({
    answer: { done: true },
    entry: { subjectKind: 'person', subjectId: subject.person, partyId: null, detail: {} },
  }),
});
