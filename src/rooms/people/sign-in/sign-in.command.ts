import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { derivePassword } from '#platform/identity/password.ts';
import { sessionValues } from '../entrances.ts';
import { SignIn } from '../people.schema.ts';
import { arrive } from './arrive.ts';
import { Step } from './sign-in.schema.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * The first step of signing in, and the only one where no second factor is set or asked for. An unknown address gets a steady made-up salt and is counted
 * like any other, so that right and wrong cost the same and ask for the same work; the database compares.
 */
export const signIn = defineCommand({
  name: 'people/sign-in',
  permission: 'people:enter',
  operational: 'access',
  input: SignIn,
  answer: Step,
  entrance: {
    refused: 'people/sign-in-failed',
    statement: async ({ email, password, work, sessionToken }, { pool }) => {
      const done = [work?.challenge ?? null, work?.answer ?? null];
      const { rows } = await pool.query<{ salt: Buffer; challenge: string | null }>(
        'select identity.salt_of($1) as salt, identity.work_asked($1, $2, $3) as challenge',
        [email, ...done],
      );
      const { salt, challenge } = rows[0]!;
      if (challenge !== null) throw new AppError('people/work-asked', { challenge });
      return {
        text: 'select identity.sign_in($1, $2, $3, $4, $5, $6) as claims',
        values: [email, await derivePassword(password, salt), ...done, ...sessionValues(sessionToken)],
      };
    },
  },
  run: arrive,
});
