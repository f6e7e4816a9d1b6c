import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { derivePassword } from '#platform/identity/password.ts';
import { newSalt } from '../entrances.ts';
import { Done } from '../people.schema.ts';
import { ChangePassword } from './account.schema.ts';
import { changePassword as change, noteWrongPassword, ownSalt } from './account.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** A new password for the present one. Every other session ends; five wrong present ones end this one too. */
export const changePassword = defineCommand({
  name: 'people/change-password',
  permission: 'people:self',
  operational: 'access',
  input: ChangePassword,
  answer: Done,
  async run({ db, subject, platform }, { present, password }) {
    const [old, salt] = [await ownSalt(db), newSalt()];
    if (old === null) throw new AppError('people/no-password');
    const derived = { present: await derivePassword(present, old), derived: await derivePassword(password, salt) };
    if (!(await change(db, { ...derived, salt }))) {
      // Not waited for: it needs a connection of its own, while this one is still held.
      void noteWrongPassword(platform, subject.session).catch(() => platform.log({ event: 'wrong-password-not-counted' }));
      throw new AppError('people/present-password-wrong');
    }
    return { answer: { done: true }, entry: { subjectKind: 'person', subjectId: subject.person, partyId: null, detail: {} } };
  },
});
