import { sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { hashRecoveryCode, newRecoveryCodes } from '../sign-in/recovery-code.rules.ts';
import { RecoveryCodes } from './account.schema.ts';
import '../errors.ts';
import '../permissions.ts';

/** Ten new recovery codes in place of the old ones, shown once. A retry of the same request does not show them again. */
export const makeRecoveryCodes = defineCommand({
  name: 'people/make-recovery-codes',
  permission: 'people:self',
  operational: 'access',
  input: z.strictObject({}),
  answer: RecoveryCodes,
  storedResponse: () => ({ codes: [] }),
  async run({ db, subject }) {
    const codes = newRecoveryCodes();
    const { rows } = await sql<{ done: boolean }>`select identity.replace_recovery_codes(${codes.map(hashRecoveryCode)}) as done`.execute(
      db,
    );
    if (!rows[0]!.done) throw new AppError('people/sign-in-again');
    return {
      answer: { codes },
      entry: { subjectKind: 'person', subjectId: subject.person, partyId: null, detail: { count: codes.length } },
    };
  },
});
