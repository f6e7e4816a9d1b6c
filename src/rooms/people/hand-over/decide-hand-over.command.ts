import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { Done } from '../people.schema.ts';
import { DecideHandOver } from './hand-over.schema.ts';
import { decide, partyOfHandOver } from './hand-over.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Accepts a hand-over in one step, or refuses it with a reason: all its grants that this person could give. Nobody accepts their own. */
export const decideHandOver = defineCommand({
  name: 'people/decide-hand-over',
  permission: 'people:grant',
  operational: 'access',
  input: DecideHandOver,
  answer: Done,
  async run({ db, now }, { handOverId, accept, reason }) {
    if (!accept && reason === null) throw new AppError('people/reason-needed');
    const fault = await decide(db, { handOverId, accept, reason, at: now });
    if (fault !== null) throw new AppError(fault);
    return {
      answer: { done: true },
      entry: {
        subjectKind: 'hand-over',
        subjectId: handOverId,
        partyId: await partyOfHandOver(db, handOverId),
        detail: { accept, reason },
      },
    };
  },
});
