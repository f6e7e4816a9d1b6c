import { AppError } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { defineCommand } from '#platform/command.ts';
import { LINK_DAYS, withoutToken } from '../invitations/invite-person.command.ts';
import { hashToken, newLinkToken } from '../sign-in/sign-in-tokens.ts';
import { AccountReset, ResetAccount } from './account.schema.ts';
import { resetAccount as reset } from './account.store.ts';
import '../permissions.ts';

/**
 * Resets the account of a person who lost everything: sessions, password and second factors end, and a one-time link opens the account again. With single
 * sign-on the provider opens it, so there is no link.
 */
export const resetAccount = defineCommand({
  name: 'people/reset-account',
  permission: 'people:reset',
  operational: 'access',
  input: ResetAccount,
  answer: AccountReset,
  storedResponse: withoutToken,
  async run({ db }, { personId }) {
    const token = newLinkToken();
    const opens = await reset(db, { personId, link: newId(), tokenHash: hashToken(token), days: LINK_DAYS });
    if (opens === null) throw new AppError('platform/not-found');
    const singleSignOn = opens === 'provider';
    return {
      answer: { personId, token: singleSignOn ? '' : token, expiresInDays: LINK_DAYS, singleSignOn },
      entry: { subjectKind: 'person', subjectId: personId, partyId: null, detail: {} },
    };
  },
});
