import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../../clauses.ts';
import { partyOfDocument, recheck } from '../document.store.ts';
import { contractsNaming, getConditions } from './general.store.ts';
import '../../errors.ts';
import '../../permissions.ts';

/** Makes a document that waits for a contract general conditions of the party, or puts withdrawn ones in force again: contracts take over from them what they name (5f). */
export const makeGeneral = defineCommand({
  name: 'contractors/make-general',
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  input: z.strictObject({ documentId: z.uuid() }),
  answer: z.object({ documentId: z.string() }),
  party: ({ documentId }, db) => partyOfDocument(db, documentId),
  async run({ db, change }, { documentId }) {
    const { party_id: partyId, contract_id: contract, general, links } = await getConditions(db, documentId);
    if (general === 'in-force' || contract !== null) throw new AppError('contractors/not-in-this-state');
    if (links === null) throw new AppError('contractors/conditions-not-checked');
    await recheck(db, await contractsNaming(db, partyId), () =>
      change(db.updateTable('contractors.document').set({ general: 'in-force' }).where('id', '=', documentId)),
    );
    return {
      answer: { documentId },
      entry: { subjectKind: 'contract-file', subjectId: documentId, partyId, detail: { general: 'in-force' } },
    };
  },
});
