import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { arrive } from './arrive.ts';
import { hashRecoveryCode } from './recovery-code.rules.ts';
import { EnterByRecoveryCode, Step } from './sign-in.schema.ts';
import { sessionValues } from './sign-in-tokens.ts';
import { findAttempt } from './totp.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** The second step with one of the ten codes, for a person whose telephone or key is lost. Each code works once. */
export const signInByRecoveryCode = defineCommand({
  name: 'people/sign-in-by-recovery-code',
  permission: 'people:enter',
  operational: 'access',
  runsOnLowDisk: true,
  input: EnterByRecoveryCode,
  answer: Step,
  signInStep: {
    refused: 'people/code-refused',
    statement: async ({ recoveryCode, attemptToken, sessionToken }, { pool }) => {
      if (!(await findAttempt(pool, attemptToken, 'second-factor'))) throw new AppError('people/attempt-over');
      return {
        text: 'select identity.sign_in_by_recovery_code($1, $2, $3, $4) as claims',
        values: [attemptToken, hashRecoveryCode(recoveryCode), ...sessionValues(sessionToken)],
      };
    },
  },
  run: (context, input) => {
    const { answer, entry } = arrive(context, input);
    return { answer, entry: { ...entry, detail: { recoveryCode: true } } };
  },
});
