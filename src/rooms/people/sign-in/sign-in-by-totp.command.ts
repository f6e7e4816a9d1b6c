import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { vouch } from '#platform/identity/voucher.ts';
import { arrive } from './arrive.ts';
import { EnterByTotp, Step } from './sign-in.schema.ts';
import { sessionValues } from './sign-in-tokens.ts';
import { stepOf } from './totp.rules.ts';
import { noteWrongCode, totpPurpose, tryTotp } from './totp.store.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * The second step with a one-time code. The attempt is counted first; then the server checks the code and vouches for it. The database accepts each step of
 * thirty seconds once.
 */
export const signInByTotp = defineCommand({
  name: 'people/sign-in-by-totp',
  permission: 'people:enter',
  operational: 'access',
  runsOnLowDisk: true,
  input: EnterByTotp,
  answer: Step,
  signInStep: {
    refused: 'people/code-refused',
    statement: async ({ code, attemptToken, sessionToken }, platform) => {
      const { pool, keys, clock } = platform;
      const found = await tryTotp(pool, attemptToken);
      if (!found) throw new AppError('people/attempt-over');
      if (found.secret_encrypted === null) throw new AppError('people/code-closed', { seconds: found.closed_for });
      const step = stepOf(keys.decrypt(totpPurpose(found.person), found.secret_encrypted), code, clock());
      if (step === undefined) {
        await noteWrongCode(pool, attemptToken);
        throw new AppError('people/code-refused');
      }
      const voucher = await vouch(platform, `totp|${found.ref}|${found.person}|${step}`);
      return {
        text: 'select identity.sign_in_by_totp($1, $2, $3, $4, $5) as claims',
        values: [attemptToken, step, voucher, ...sessionValues(sessionToken)],
      };
    },
  },
  run: arrive,
});
