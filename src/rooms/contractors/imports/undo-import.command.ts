import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { computeEuros } from '../rates/rate.store.ts';
import { ImportUndone, UndoImport } from './import.schema.ts';
import { changeContracts, deleteContracts, deleteMembers, lockImport, partyOfImport, rowsToUndo } from './import.store.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Undoes an import as a whole (5f): contracts and firms that it recorded are deleted, changed contracts get back what was known of them. What a person worked
 * on since stays, and is counted.
 */
export const undoImport = defineCommand({
  name: 'contractors/undo-import',
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  input: UndoImport,
  answer: ImportUndone,
  party: ({ importId }, db) => partyOfImport(db, importId),
  async run({ db, write, change, subject, now }, { importId, reason, version }) {
    const stored = await lockImport(db, importId);
    if (stored === undefined) throw new AppError('platform/not-found');
    if (stored.undone_at !== null) throw new AppError('contractors/already-undone');
    if (stored.version !== version) throw new AppError('platform/stale', { current: stored.version, yours: version });
    const rows = await rowsToUndo(db, importId);
    const untouched = rows.filter((row) => row.isUntouched);
    const members = untouched.flatMap(({ memberId }) => memberId ?? []);
    // Older imports say nothing of the contractor in the register of parties: they left it as it was.
    const back = untouched.flatMap(({ before, contractorId }) => (before === null ? [] : { contractorId, ...before }));
    const contracts = untouched.filter(({ memberId, before }) => memberId === null && before === null).map(({ contractId }) => contractId);
    if (members.length > 0) write(deleteMembers(members));
    await changeContracts(db, back, new Map(untouched.map(({ contractId, setId }) => [contractId, setId])), now);
    if (contracts.length > 0) write(deleteContracts(contracts));
    write(computeEuros(stored.party_id, now));
    const kept = rows.length - untouched.length;
    await change(
      db
        .updateTable('contractors.import')
        .set({ undo_reason: reason, undone_at: now, undone_by: subject.person, kept, version: version + 1 })
        .where('id', '=', importId),
    );
    return {
      answer: { importId, kept, version: version + 1 },
      entry: {
        subjectKind: 'contract-import',
        subjectId: importId,
        partyId: stored.party_id,
        detail: { undone: untouched.length, kept, reason },
      },
    };
  },
});
