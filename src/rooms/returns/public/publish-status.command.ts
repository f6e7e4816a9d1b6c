import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { findReturn, partyOfReturn, setStatusPublic } from '../return.store.ts';
import { clausesOf, questionsOf } from '../return-action.ts';
import '../permissions.ts';

/** Publishes whether the party returned, returned nil or did not return, or stops publishing it. Both take effect at once, in any state. */
export const publishStatus = defineCommand({
  name: 'returns/publish-status',
  permission: 'returns:sign',
  clauses: (_, entry) => entry.clauses ?? [],
  input: z.strictObject({ returnId: z.uuid(), shown: z.boolean() }),
  answer: z.object({ id: z.string(), shown: z.boolean() }),
  party: ({ returnId }, db) => partyOfReturn(db, returnId),
  async run({ db, change }, { returnId, shown }) {
    const found = await findReturn(db, returnId);
    if (found === undefined) throw new AppError('platform/not-found');
    await change(setStatusPublic(db, returnId, shown));
    const clauses = clausesOf(found.editionId, questionsOf(found));
    return {
      answer: { id: returnId, shown },
      entry: { subjectKind: 'return', subjectId: returnId, partyId: found.partyId, clauses, detail: { shown } },
    };
  },
});
