import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { HandOverPost, PostHandedOver } from './hand-over.schema.ts';
import { handOver, partyOfHandOver } from './hand-over.store.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Hands one's post over in one step: each grant ends for oneself on a day and is proposed to a successor. Open tasks follow the roles, so they
 * move with them. Whoever could give the grants accepts.
 */
export const handOverPost = defineCommand({
  name: 'people/hand-over-post',
  permission: 'people:self',
  operational: 'access',
  input: HandOverPost,
  answer: PostHandedOver,
  async run({ db, newId }, { successorId, lastDay, grantIds }) {
    const handOverId = newId();
    const proposals = Object.fromEntries([...new Set(grantIds)].map((grantId) => [newId(), grantId]));
    const fault = await handOver(db, { handOverId, successorId, lastDay, proposals });
    if (fault !== null) throw new AppError(fault);
    return {
      answer: { handOverId },
      entry: {
        subjectKind: 'hand-over',
        subjectId: handOverId,
        partyId: await partyOfHandOver(db, handOverId),
        detail: { to: successorId, lastDay, grants: Object.values(proposals) },
      },
    };
  },
});
