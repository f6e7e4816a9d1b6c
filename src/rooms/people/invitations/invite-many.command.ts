import { AppError } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { isIn } from '#kernel/roles.ts';
import { defineCommand } from '#platform/command.ts';
import { queueInvitation } from '#platform/mail/message.ts';
import { InvitedMany, InviteMany } from '../people.schema.ts';
import { giveGrant, openAccount } from '../people.store.ts';
import { hashToken, newLinkToken } from '../sign-in/sign-in-tokens.ts';
import { LINK_DAYS } from './invite-person.command.ts';
import '../errors.ts';
import '../permissions.ts';

const PLAIN_GRANT = { unitId: null, operationId: null, rotationId: null, label: 'unclassified', from: null, to: null } as const;

/**
 * Opens an account for each person and gives each the same role, as a new register needs it for its focal points and the second member of its office. All or nothing: one address
 * that is taken, or one role the caller may not give, refuses the whole request.
 */
export const inviteMany = defineCommand({
  name: 'people/invite-many',
  permission: 'people:appoint',
  operational: 'access',
  input: InviteMany,
  answer: InvitedMany,
  // The links open accounts, so a retry gets the answer without them.
  storedResponse: (answer) => ({ ...answer, links: [] }),
  run({ write, platform, now }, { role, people }) {
    if (!isIn('held-without-party', role) && people.some(({ partyId }) => partyId === null)) throw new AppError('people/party-needed');
    const mailed = platform.services.mailer !== undefined;
    const opened = people.map((person) => ({ ...person, personId: newId(), grantId: newId(), token: newLinkToken() }));
    for (const { personId, grantId, partyId, token, name, email, language } of opened) {
      write(openAccount({ personId, name, email, language, link: newId(), tokenHash: hashToken(token), days: LINK_DAYS }));
      write(giveGrant({ ...PLAIN_GRANT, grantId, personId, role, partyId }));
      if (mailed) write(queueInvitation(platform, personId, { token, days: LINK_DAYS }, now));
    }
    return {
      answer: {
        invited: opened.length,
        mailed,
        expiresInDays: LINK_DAYS,
        links: mailed ? [] : opened.map(({ personId, token }) => ({ personId, token })),
      },
      entry: {
        subjectKind: 'person',
        subjectId: opened[0]!.personId,
        partyId: null,
        detail: {
          role,
          people: opened.map(({ personId, grantId, partyId, language }) => ({
            person: personId,
            grant: grantId,
            party: partyId,
            language,
          })),
        },
      },
    };
  },
});
