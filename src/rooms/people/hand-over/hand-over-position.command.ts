import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { HandOverPosition, PositionHandedOver } from './hand-over.schema.ts';
import { grantsHandedOver, handOver, partyOfHandOver } from './hand-over.store.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Hands over the subject's position in one step: each grant ends on a given day and is proposed to a successor. Open tasks belong to roles, so they move too. A
 * person who could give the grants accepts.
 */
export const handOverPosition = defineCommand({
  name: 'people/hand-over-position',
  permission: 'people:self',
  operational: 'access',
  input: HandOverPosition,
  answer: PositionHandedOver,
  async run({ db, newId }, { successorId, lastDay, grantIds }) {
    const handOverId = newId();
    const proposals = Object.fromEntries([...new Set(grantIds)].map((grantId) => [newId(), grantId]));
    const fault = await handOver(db, { handOverId, successorId, lastDay, proposals });
    if (fault !== null) throw new AppError(fault);
    const [partyId, grants] = await Promise.all([partyOfHandOver(db, handOverId), grantsHandedOver(db, handOverId)]);
    return {
      answer: { handOverId },
      entry: {
        subjectKind: 'hand-over',
        subjectId: handOverId,
        partyId,
        detail: { to: successorId, lastDay, grants },
      },
    };
  },
});
