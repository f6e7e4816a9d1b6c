import { AppError } from '#kernel/errors.ts';
import { commandOf, transitionOf } from '#kernel/machine.ts';
import { defineCommand } from '#platform/command.ts';
import { TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { BATCH_MACHINE, type BatchState, batchState } from './batch.rules.ts';
import { MAX_ROWS, RosterUndone, UndoRoster } from './roster.schema.ts';
import { changePeople, lockBatch, partyOfBatch, rowsToUndo } from './roster.store.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Undoes a roster import: changed people get their earlier entry back, new people are marked as left; nothing is deleted. One command undoes some thousand
 * rows; the caller repeats it until none is left. People changed since stay as they are, and are counted.
 */
export const undoRoster = defineCommand({
  ...commandOf(BATCH_MACHINE, 'undo-import'),
  clauses: TRAINING_CLAUSES,
  input: UndoRoster,
  answer: RosterUndone,
  party: ({ batchId }, db) => partyOfBatch(db, batchId),
  async run({ db, write, change, subject, now }, { batchId, reason, version }) {
    const batch = await lockBatch(db, batchId);
    if (batch === undefined) throw new AppError('platform/not-found');
    if (transitionOf<BatchState, 'undo-import'>(BATCH_MACHINE, batchState(batch), 'undo-import') === undefined)
      throw new AppError('training/already-undone');
    if (batch.version !== version) throw new AppError('platform/stale', { current: batch.version, yours: version });
    const rows = await rowsToUndo(db, batchId, batch.undone_line, MAX_ROWS + 1);
    const part = rows.slice(0, MAX_ROWS);
    const left = rows.length - part.length;
    const back = part
      .filter(({ untouched }) => untouched)
      .map(({ traineeId, before, person }) =>
        before ? { ...before, id: traineeId, left: before.left ? now : null } : { ...person, id: traineeId, left: now },
      );
    if (back.length > 0) write(changePeople(back));
    const undoReason = batch.undo_reason ?? reason;
    await change(
      db
        .updateTable('training.roster_batch')
        .set({
          undone_line: part.at(-1)?.line ?? batch.undone_line,
          undo_reason: undoReason,
          undone_by: subject.person,
          undone_at: left === 0 ? now : null,
          version: version + 1,
        })
        .where('id', '=', batchId),
    );
    const unchanged = part.length - back.length;
    return {
      answer: { batchId, left, unchanged, version: version + 1 },
      entry: { subjectKind: 'roster', subjectId: batchId, partyId: batch.party_id, detail: { undone: back.length, unchanged, undoReason } },
    };
  },
});
