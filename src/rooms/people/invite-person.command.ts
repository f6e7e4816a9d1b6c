import type { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { defineCommand } from '#platform/command.ts';
import { hashToken, newLinkToken } from './entrances.ts';
import { Invite, InviteAgain, Invited } from './people.schema.ts';
import { openAccount, replaceLink } from './people.store.ts';
import './errors.ts';
import './permissions.ts';

/** How long a one-time link opens an account, in days. */
export const LINK_DAYS = 14;

/** The link opens an account: a retry gets everything but it, and asks for a new one. */
export const withoutToken = (answer: z.output<typeof Invited>) => ({ ...answer, token: '' });

/** Opens an account and answers its one-time link, to hand over. It carries no role until one is given. */
export const invitePerson = defineCommand({
  name: 'people/invite-person',
  permission: 'people:invite',
  operational: 'access',
  input: Invite,
  answer: Invited,
  keep: withoutToken,
  run({ db, write }, person) {
    const [personId, token] = [newId(), newLinkToken()];
    write(openAccount(db, { ...person, personId, link: newId(), tokenHash: hashToken(token), days: LINK_DAYS }));
    return {
      answer: { personId, token, expiresInDays: LINK_DAYS },
      entry: { subjectKind: 'person', subjectId: personId, partyId: null, detail: { language: person.language } },
    };
  },
});

/** A new link for somebody who has not used theirs; the old one stops working. */
export const inviteAgain = defineCommand({
  name: 'people/invite-again',
  permission: 'people:invite',
  operational: 'access',
  input: InviteAgain,
  answer: Invited,
  keep: withoutToken,
  async run({ db }, { personId }) {
    const token = newLinkToken();
    if (!(await replaceLink(db, { personId, link: newId(), tokenHash: hashToken(token), days: LINK_DAYS })))
      throw new AppError('platform/not-found');
    return {
      answer: { personId, token, expiresInDays: LINK_DAYS },
      entry: { subjectKind: 'person', subjectId: personId, partyId: null, detail: {} },
    };
  },
});
