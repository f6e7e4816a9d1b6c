import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { computeEuros } from '../rates/rate.store.ts';
import { ImportUndone, UndoImport } from './import.schema.ts';
import {
  changeContracts,
  deleteContracts,
  deleteMembers,
  lockContractsOf,
  lockImport,
  partyOfImport,
  type RowToUndo,
  rowsToUndo,
} from './import.store.ts';
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
  async run({ db, write, change, subject, now, platform }, { importId, reason, version }) {
    const stored = await lockImport(db, importId);
    if (stored === undefined) throw new AppError('platform/not-found');
    if (stored.undone_at !== null) throw new AppError('contractors/already-undone');
    if (stored.version !== version) throw new AppError('platform/stale', { current: stored.version, yours: version });
    await lockContractsOf(db, importId);
    // Under the lock: later than all that was asked, or recorded, of a contractor that the contract loses.
    const since = platform.clock();
    const rows = await rowsToUndo(db, importId);
    const untouched = rows.filter((row) => row.isUntouched);
    const members = untouched.flatMap(({ memberId }) => memberId ?? []);
    // Older imports say nothing of the contractor in the register of parties: they left it as it was.
    const back = untouched.flatMap(({ before, ...row }) =>
      before === null ? [] : { contractorId: row.contractorId, ...before, contractorSince: contractorSince({ ...row, before }, since) },
    );
    const contracts = untouched.filter(({ memberId, before }) => memberId === null && before === null).map(({ contractId }) => contractId);
    if (members.length > 0) write(deleteMembers(members));
    await changeContracts(db, back, new Map(untouched.map(({ contractId, setId }) => [contractId, setId])));
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

// Since when a contract has the contractor that it gets back. What the firm of the import was asked, or gave, since then must not become that of the one before
// it: then the contract has this one from now on. So it has where an older import does not say since when.
function contractorSince(row: RowToUndo & { before: NonNullable<RowToUndo['before']> }, now: Date): string | null {
  const { before } = row;
  if (before.contractor.toLowerCase() === row.contractor.toLowerCase()) return row.contractorSince;
  return row.isContractorUsed || before.contractorSince === undefined ? now.toISOString() : before.contractorSince;
}
