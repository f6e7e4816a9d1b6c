import { AppError } from '#kernel/errors.ts';
import { settle } from '#platform/command.ts';
import { defineActOnPiece, OnPiece } from './act-on-piece.ts';
import { decidePurge } from './evidence.rules.ts';
import { purgePiece } from './piece.store.ts';

/** A second person confirms: title, source, note and file are gone for good. That the piece was there, and its ledger entries, stay. */
export const approvePurge = defineActOnPiece({
  name: 'evidence/approve-purge',
  permission: 'evidence:sign',
  act: 'approve-purge',
  input: OnPiece,
  async run({ db, subject, now }, piece) {
    const { alone } = settle(decidePurge(piece.purgeAskedBy, subject));
    if (!(await purgePiece(db, piece.id, now))) throw new AppError('platform/not-found');
    return { askedBy: piece.purgeAskedBy, ...(alone && { onePersonMode: true }) };
  },
});
