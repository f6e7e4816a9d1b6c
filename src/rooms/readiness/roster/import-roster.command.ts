import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { translateFault } from '#rooms/parties/index.ts';
import { compareRoster } from './compare-roster.ts';
import { ImportRoster, MAX_ROWS, RosterImported } from './roster.schema.ts';
import { addPeople, type BatchRow, changePeople, insertRosterRows, lockBatch } from './roster.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Imports a roster, or the next part of one, as it was previewed. People who are not in it stay; a person who leaves has a last day. */
export const importRoster = defineCommand({
  name: 'training/import-roster',
  permission: 'training:manage-roster',
  clauses: TRAINING_CLAUSES,
  input: ImportRoster,
  answer: RosterImported,
  party: ({ partyId }) => partyId,
  async run({ db, write, now, newId, subject }, { batchId, title, total, against, ...part }) {
    const { partyId } = part;
    const batch = await lockBatch(db, batchId);
    const { rows, faults, fingerprint } = await compareRoster(db, part, now, true);
    if (faults.length > 0) {
      const fields = faults
        .slice(0, 20)
        .map((fault) => ({ path: `${fault.line}`, code: fault.code, message: translateFault(subject.language, fault) }));
      throw new AppError('training/table-damaged', { count: faults.length, fields });
    }
    const imported = (batch?.imported ?? 0) + rows.length;
    if (batch && (batch.party_id !== partyId || batch.total !== total || batch.undone_by !== null))
      throw new AppError('training/other-batch');
    if (rows.length > MAX_ROWS || imported > total) throw new AppError('training/other-batch');
    if (fingerprint !== against) throw new AppError('training/changed-since');
    if (batch === undefined)
      write(
        db
          .insertInto('training.roster_batch')
          .values({ id: batchId, party_id: partyId, title, total, imported, started_at: now, imported_by: subject.person }),
      );
    else
      write(
        db
          .updateTable('training.roster_batch')
          .set({ imported, version: batch.version + 1 })
          .where('id', '=', batchId),
      );
    const added = rows.filter(({ stored }) => stored === null).map((row) => ({ ...row, id: newId() }));
    const changed = rows.filter((row) => row.changed.length > 0);
    if (added.length > 0)
      write(
        addPeople(
          partyId,
          added.map(({ id, number, person }) => ({ ...person, id, number })),
          { now, by: subject.person },
        ),
      );
    const left = [...added.filter((row) => row.left).map(({ id, person }) => ({ ...person, id, left: now }))];
    const moved = changed.map(({ stored, person, left: hasLeft }) => ({ ...person, id: stored!.id, left: hasLeft ? now : null }));
    if (moved.length + left.length > 0) write(changePeople([...moved, ...left]));
    const named: BatchRow[] = [
      ...added.map(({ line, id, left: hasLeft }) => ({ line, traineeId: id, before: null, leftVersion: hasLeft ? 2 : 1 })),
      ...changed.map(({ line, stored }) => ({ line, traineeId: stored!.id, before: stored, leftVersion: stored!.version + 1 })),
    ];
    if (named.length > 0) write(insertRosterRows(batchId, partyId, named));
    const counts = { new: added.length, changed: changed.length };
    return {
      answer: { batchId, imported, total, ...counts },
      entry: { subjectKind: 'roster', subjectId: batchId, partyId, detail: { title, rows: rows.length, imported, total, ...counts } },
    };
  },
});
