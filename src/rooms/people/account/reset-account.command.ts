import { AppError } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { defineCommand } from '#platform/command.ts';
import { LINK_DAYS, withoutToken } from '../invitations/invite-person.command.ts';
import { Invited } from '../people.schema.ts';
import { hashToken, newLinkToken } from '../sign-in/sign-in-tokens.ts';
import { ResetAccount } from './account.schema.ts';
import { resetAccount as reset } from './account.store.ts';
import '../permissions.ts';

/** Resets the account of a person who lost everything: sessions, password and second factors end, and a one-time link opens the account again. */
export const resetAccount = defineCommand({
  name: 'people/reset-account',
  permission: 'people:reset',
  operational: 'access',
  input: ResetAccount,
  answer: Invited,
  storedResponse: withoutToken,
  async run({ db }, { personId }) {
    const token = newLinkToken();
    if (!(await reset(db, { personId, link: newId(), tokenHash: hashToken(token), days: LINK_DAYS })))
      throw new AppError('platform/not-found');
    return {
      answer: { personId, token, expiresInDays: LINK_DAYS },
      entry: { subjectKind: 'person', subjectId: personId, partyId: null, detail: {} },
    };
  },
});
