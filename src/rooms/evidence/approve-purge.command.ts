import { AppError } from '#kernel/errors.ts';
import { defineCommand, settle } from '#platform/command.ts';
import { PieceAnswer } from './enter-evidence.command.ts';
import { decidePurge } from './evidence.rules.ts';
import { partyOfPiece, purgePiece } from './piece.store.ts';
import { clausesOf, pieceForAct } from './piece-act.ts';
import { OnPiece } from './submit-evidence.command.ts';
import './permissions.ts';

/** A second person confirms: title, source, note and file are gone for good. That the piece was there, and its ledger entries, stay. */
export const approvePurge = defineCommand({
  name: 'evidence/approve-purge',
  permission: 'evidence:sign',
  clauses: (_, entry) => entry.clauses ?? [],
  input: OnPiece,
  answer: PieceAnswer,
  party: ({ pieceId }, db) => partyOfPiece(db, pieceId),
  async run(context, input) {
    const { db, subject, now } = context;
    const piece = await pieceForAct(context, input, 'approve-purge');
    const { alone } = settle(decidePurge(piece.purgeAskedBy, subject));
    if (!(await purgePiece(db, piece.id, now))) throw new AppError('platform/not-found');
    return {
      answer: { id: piece.id, version: piece.version + 1 },
      entry: {
        subjectKind: 'piece',
        subjectId: piece.id,
        partyId: piece.partyId,
        clauses: clausesOf(piece.content),
        evidenceKind: piece.kind,
        detail: { askedBy: piece.purgeAskedBy, ...(alone && { onePersonMode: true }) },
      },
    };
  },
});
