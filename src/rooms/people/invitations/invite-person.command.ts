import type { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { type CommandContext, defineCommand } from '#platform/command.ts';
import { queueInvitation } from '#platform/mail/letter.ts';
import { Invite, InviteAgain, Invited } from '../people.schema.ts';
import { openAccount, replaceLink } from '../people.store.ts';
import { hashToken, newLinkToken } from '../sign-in/entrances.ts';
import '../errors.ts';
import '../permissions.ts';

/** How long a one-time link opens an account, in days. */
export const LINK_DAYS = 14;

/** The link opens an account: a retry gets everything but it, and asks for a new one. */
export const withoutToken = (answer: z.output<typeof Invited>) => ({ ...answer, token: '' });

/** The link leaves by mail, queued with the act; where this installation sends none, or it is wanted so, it is answered, to hand over. */
function handOut({ db, write, platform, now }: CommandContext, personId: string, token: string, handOver: boolean) {
  const mailed = platform.services.post !== undefined && !handOver;
  if (mailed) write(queueInvitation(db, platform, personId, { token, days: LINK_DAYS }, now));
  return { personId, token: mailed ? '' : token, expiresInDays: LINK_DAYS, mailed };
}

/** Opens an account and sends its one-time link or answers it, to hand over. It carries no role until one is given. */
export const invitePerson = defineCommand({
  name: 'people/invite-person',
  permission: 'people:invite',
  operational: 'access',
  input: Invite,
  answer: Invited,
  storedAnswer: withoutToken,
  run(context, person) {
    const { db, write } = context;
    const [personId, token] = [newId(), newLinkToken()];
    write(openAccount(db, { ...person, personId, link: newId(), tokenHash: hashToken(token), days: LINK_DAYS }));
    return {
      answer: handOut(context, personId, token, false),
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
  storedAnswer: withoutToken,
  async run(context, { personId, handOver }) {
    const token = newLinkToken();
    if (!(await replaceLink(context.db, { personId, link: newId(), tokenHash: hashToken(token), days: LINK_DAYS })))
      throw new AppError('platform/not-found');
    return {
      answer: handOut(context, personId, token, handOver),
      entry: { subjectKind: 'person', subjectId: personId, partyId: null, detail: {} },
    };
  },
});
