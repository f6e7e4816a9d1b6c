import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../../clauses.ts';
import { partyOfDocument, recheck } from '../document.store.ts';
import { contractsNaming, getConditions } from './general.store.ts';
import '../../errors.ts';
import '../../permissions.ts';

/** Withdraws general conditions (5f): no contract takes anything over from them any more, and what was confirmed on their strength is open again. */
export const withdrawGeneral = defineCommand({
  name: 'contractors/withdraw-general',
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  input: z.strictObject({ documentId: z.uuid() }),
  answer: z.object({ documentId: z.string() }),
  party: ({ documentId }, db) => partyOfDocument(db, documentId),
  async run({ db, change }, { documentId }) {
    const { party_id: partyId, general } = await getConditions(db, documentId);
    if (general !== 'in-force') throw new AppError('contractors/not-in-this-state');
    await recheck(db, await contractsNaming(db, partyId), () =>
      change(db.updateTable('contractors.document').set({ general: 'withdrawn' }).where('id', '=', documentId)),
    );
    return {
      answer: { documentId },
      entry: { subjectKind: 'contract-file', subjectId: documentId, partyId, detail: { general: 'withdrawn' } },
    };
  },
});
