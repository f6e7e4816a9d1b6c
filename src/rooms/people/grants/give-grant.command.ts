import { AppError } from '#kernel/errors.ts';
import { isIn } from '#kernel/roles.ts';
import { defineCommand } from '#platform/command.ts';
import { GiveGrant, GrantGiven } from '../people.schema.ts';
import { giveGrant as give } from '../people.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Gives a person a role at a party for a time. Never to oneself. Only the policy office appoints its members and the reviewers. */
export const giveGrant = defineCommand({
  name: 'people/give-grant',
  permission: 'people:grant',
  operational: 'access',
  input: GiveGrant,
  answer: GrantGiven,
  run({ write, newId }, input) {
    if (input.partyId === null && !isIn('held-without-party', input.role)) throw new AppError('people/party-needed');
    const grantId = newId();
    write(give({ ...input, grantId }));
    return {
      answer: { grantId },
      entry: {
        subjectKind: 'grant',
        subjectId: grantId,
        partyId: input.partyId,
        detail: {
          person: input.personId,
          role: input.role,
          label: input.label,
          from: input.from,
          to: input.to,
          rotation: input.rotationId,
        },
      },
    };
  },
});
