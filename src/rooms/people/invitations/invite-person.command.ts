import type { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { type CommandContext, defineCommand } from '#platform/command.ts';
import { queueInvitation } from '#platform/mail/message.ts';
import { Invite, InviteAgain, Invited } from '../people.schema.ts';
import { openAccount, replaceLink } from '../people.store.ts';
import { hashToken, newLinkToken } from '../sign-in/sign-in-tokens.ts';
import '../errors.ts';
import '../permissions.ts';

/** How many days a one-time link is valid. */
export const LINK_DAYS = 14;

/** The link opens an account, so a retry gets the answer without it and must request a new one. */
export const withoutToken = (answer: z.output<typeof Invited>) => ({ ...answer, token: '' });

/** Queues the mail with the link in the transaction of the command. Where this installation sends no mail, or `handOver` is set, returns the link instead. */
function handOut({ write, platform, now }: CommandContext, personId: string, token: string, handOver: boolean) {
  const mailed = platform.services.mailer !== undefined && !handOver;
  if (mailed) write(queueInvitation(platform, personId, { token, days: LINK_DAYS }, now));
  return { personId, token: mailed ? '' : token, expiresInDays: LINK_DAYS, mailed };
}

/** Creates an account and mails its one-time link, or returns it to hand over. The account has no role until one is given. */
export const invitePerson = defineCommand({
  name: 'people/invite-person',
  permission: 'people:invite',
  operational: 'access',
  input: Invite,
  answer: Invited,
  storedResponse: withoutToken,
  run(context, person) {
    const { write } = context;
    const [personId, token] = [newId(), newLinkToken()];
    write(openAccount({ ...person, personId, link: newId(), tokenHash: hashToken(token), days: LINK_DAYS }));
    return {
      answer: handOut(context, personId, token, false),
      entry: { subjectKind: 'person', subjectId: personId, partyId: null, detail: { language: person.language } },
    };
  },
});

/** A new link for a person who has not used theirs; the old one stops working. The link of an account that was reset is never mailed: the account holds things. */
export const inviteAgain = defineCommand({
  name: 'people/invite-again',
  permission: 'people:invite',
  operational: 'access',
  input: InviteAgain,
  answer: Invited,
  storedResponse: withoutToken,
  async run(context, { personId, handOver }) {
    const token = newLinkToken();
    const account = await replaceLink(context.db, { personId, link: newId(), tokenHash: hashToken(token), days: LINK_DAYS });
    if (account === null) throw new AppError('platform/not-found');
    return {
      answer: handOut(context, personId, token, handOver || account === 'reset'),
      entry: { subjectKind: 'person', subjectId: personId, partyId: null, detail: {} },
    };
  },
});
