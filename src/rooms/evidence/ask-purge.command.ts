import { defineCommand } from '#platform/command.ts';
import { PieceAnswer } from './enter-evidence.command.ts';
import { moveTo, partyOfPiece } from './piece.store.ts';
import { clausesOf, pieceForAct } from './piece-act.ts';
import { WithReason } from './withdraw-evidence.command.ts';
import './permissions.ts';

/** Asks that a wrongly uploaded piece be purged. It counts no more from now on; a second person takes its content away. */
export const askPurge = defineCommand({
  name: 'evidence/ask-purge',
  permission: 'evidence:enter',
  clauses: (_, entry) => entry.clauses ?? [],
  input: WithReason,
  answer: PieceAnswer,
  party: ({ pieceId }, db) => partyOfPiece(db, pieceId),
  async run(context, input) {
    const { db, change, now } = context;
    const piece = await pieceForAct(context, input, 'ask-purge');
    await change(moveTo(db, piece, 'purge-asked', now, { reason: input.reason }), 'platform/conflict');
    return {
      answer: { id: piece.id, version: piece.version + 1 },
      entry: {
        subjectKind: 'piece',
        subjectId: piece.id,
        partyId: piece.partyId,
        clauses: clausesOf(piece.content),
        evidenceKind: piece.kind,
        detail: { from: piece.state },
      },
    };
  },
});
