import { unwrap } from '#platform/command.ts';
import { decidePurge } from '../evidence.rules.ts';
import { purgePiece } from '../piece.store.ts';
import { outrun } from '../piece-action.ts';
import { defineActionOnPiece, OnPiece } from '../steps/action-on-piece.ts';

/** A second person approves the purge: title, source, note and file are deleted for good. The row and its ledger entries stay. */
export const approvePurge = defineActionOnPiece('approve-purge', {
  input: OnPiece,
  async run(context, piece) {
    const { db, subject, now } = context;
    const { alone } = unwrap(decidePurge(piece.purgeAskedBy, subject));
    if (!(await purgePiece(db, piece.id, now))) throw await outrun(context, piece);
    return { askedBy: piece.purgeAskedBy, ...(alone && { onePersonMode: true }) };
  },
});
