import { newId } from '#kernel/ids.ts';
import { ROLE } from '#kernel/roles.ts';
import { defineCommand } from '#platform/command.ts';
import { derivePassword } from '#platform/identity/password.ts';
import { HEADQUARTERS_CODE } from '#rooms/parties/index.ts';
import { refuseGuessedFirst } from '../passwords/guessed-first.ts';
import { SetUp } from '../people.schema.ts';
import { nameDevice, stepAfter } from '../sign-in/arrive.ts';
import { Step } from '../sign-in/sign-in.schema.ts';
import { findLink, newSalt, sessionValues } from '../sign-in/sign-in-tokens.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * The first person signs up with the one-time link of the first start and gets headquarters' policy office, alone for now. Setting up a second factor is next.
 */
export const setUp = defineCommand({
  name: 'people/set-up',
  permission: 'people:enter',
  operational: 'installation',
  input: SetUp,
  answer: Step,
  signInStep: {
    refused: 'people/link-spent',
    statement: async ({ token, name, email, password, language, sessionToken }, { pool }, signal) => {
      await findLink(pool, token, 'set-up', signal);
      refuseGuessedFirst(password, [name, email]);
      const salt = newSalt();
      return {
        text: `select identity.sign_in_by_set_up($1, $2, $3, $4, $5, $6, (select id from parties.party where kind = 'body' and code = $7), $8, $9, $10, $11) as claims`,
        values: [
          token,
          newId(),
          name,
          email,
          language,
          newId(),
          HEADQUARTERS_CODE,
          salt,
          await derivePassword(password, salt, undefined, signal),
          ...sessionValues(sessionToken),
        ],
      };
    },
  },
  run: ({ db, subject, write }, { device }) => {
    write(nameDevice(db, device));
    return {
      answer: stepAfter(subject),
      entry: { subjectKind: 'person', subjectId: subject.person, partyId: null, detail: { role: ROLE.policyOffice } },
    };
  },
});
