import { defineCommand } from '#platform/command.ts';
import { derivePassword } from '#platform/identity/password.ts';
import { sessionValues } from './entrances.ts';
import { Done, SignIn } from './people.schema.ts';
import './errors.ts';
import './permissions.ts';

/** Signs somebody in. An unknown address gets a steady made-up salt, so right and wrong cost the same; the database compares. */
export const signIn = defineCommand({
  name: 'people/sign-in',
  permission: 'people:enter',
  operational: 'access',
  input: SignIn,
  answer: Done,
  entrance: {
    refused: 'people/sign-in-failed',
    statement: async ({ email, password, sessionToken }, { pool }) => {
      const { rows } = await pool.query<{ salt: Buffer }>('select identity.salt_of($1) as salt', [email]);
      return {
        text: 'select identity.sign_in($1, $2, $3, $4) as claims',
        values: [email, await derivePassword(password, rows[0]!.salt), ...sessionValues(sessionToken)],
      };
    },
  },
  run: ({ subject }) => ({
    answer: { done: true },
    entry: { subjectKind: 'session', subjectId: subject.session, partyId: null, detail: {} },
  }),
});
