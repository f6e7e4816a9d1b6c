import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { derivePassword } from '#platform/identity/password.ts';
import { runQuery } from '#platform/query.ts';
import { refuseGuessedFirst } from '../passwords/guessed-first.ts';
import { Done } from '../people.schema.ts';
import { newSalt } from '../sign-in/sign-in-tokens.ts';
import { ChangePassword } from './account.schema.ts';
import { changePassword as change, noteWrongPassword } from './account.store.ts';
import { getOwnSalt } from './get-own-salt.query.ts';
import '../errors.ts';
import '../permissions.ts';

type Derived = { present: Buffer; derived: Buffer; salt: Buffer };

/** Changes the password after checking the present one. All other sessions end; five wrong present passwords end this one too. */
export const changePassword = defineCommand({
  name: 'people/change-password',
  permission: 'people:self',
  operational: 'access',
  input: ChangePassword,
  answer: Done,
  secretInput: true,
  async prepare({ present, password }, { token, platform }): Promise<Derived> {
    const { salt: old, own } = await runQuery(platform, getOwnSalt, { token, input: {} });
    if (old === null) throw new AppError('people/no-password');
    refuseGuessedFirst(password, own);
    const salt = newSalt();
    return { present: await derivePassword(present, Buffer.from(old, 'hex')), derived: await derivePassword(password, salt), salt };
  },
  async run({ db, subject, platform }, _input, prepared) {
    if (!(await change(db, prepared as Derived))) {
      // Not awaited: it needs a connection of its own, while this command still holds one.
      void noteWrongPassword(platform, subject.session).catch(() => platform.log({ event: 'wrong-password-not-counted' }));
      throw new AppError('people/present-password-wrong');
    }
    return { answer: { done: true }, entry: { subjectKind: 'person', subjectId: subject.person, partyId: null, detail: {} } };
  },
});
