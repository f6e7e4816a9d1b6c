import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { withdrawMany } from '#rooms/evidence/index.ts';
import { removeParties } from '#rooms/parties/index.ts';
import { undoAccountImport } from '#rooms/people/index.ts';
import { MAX_ROWS, UndoBatch, Undone } from './import.schema.ts';
import { lockBatch, objectsOf } from './import.store.ts';
import './errors.ts';
import './permissions.ts';

/**
 * Undoes a batch. Evidence items are withdrawn with the reason, some thousand per command; the caller repeats until none is left. Items corrected or withdrawn
 * in the meantime stay as they are. Parties are removed from the register if nothing refers to any of them. Of people, waiting proposals are refused and unused
 * accounts are closed.
 */
export const undoBatch = defineCommand({
  name: 'imports/undo-batch',
  permission: 'imports:run',
  operational: 'register',
  input: UndoBatch,
  answer: Undone,
  async run(context, { batchId, reason, version }) {
    const { db, write, change, subject, now } = context;
    const batch = await lockBatch(db, batchId);
    if (batch === undefined) throw new AppError('platform/not-found');
    if (batch.undone_at !== null) throw new AppError('imports/already-undone');
    if (batch.version !== version) throw new AppError('platform/stale', { current: batch.version, yours: version });
    const objects = await objectsOf(db, batchId, batch.undone_line, MAX_ROWS + 1);
    const part = objects.slice(0, MAX_ROWS);
    const left = objects.length - part.length;
    const undoReason = batch.undo_reason ?? reason;
    const ids = part.map(({ object }) => object);
    if (batch.subject === 'evidence') withdrawMany(context, ids, undoReason);
    else if (batch.subject === 'people') write(undoAccountImport(ids, undoReason, now));
    else {
      const used = await removeParties(db, ids);
      if (used !== null) throw new AppError('imports/party-in-use', { party: used });
    }
    const last = part.at(-1)?.line ?? batch.undone_line;
    await change(
      db
        .updateTable('imports.batch')
        .set({
          undone_line: last,
          undo_reason: undoReason,
          undone_by: subject.person,
          undone_at: left === 0 ? now : null,
          version: version + 1,
        })
        .where('id', '=', batchId),
    );
    return {
      answer: { batchId, left, version: version + 1 },
      entry: { subjectKind: 'import', subjectId: batchId, partyId: null, detail: { undone: part.length, upTo: last, undoReason } },
    };
  },
});
