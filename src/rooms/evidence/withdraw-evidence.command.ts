import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { PieceAnswer } from './enter-evidence.command.ts';
import { moveTo, partyOfPiece } from './piece.store.ts';
import { clausesOf, pieceForAct } from './piece-act.ts';
import { OnPiece } from './submit-evidence.command.ts';
import './permissions.ts';

export const WithReason = OnPiece.extend({ reason: z.string().trim().min(1).max(2000) });

/** Takes a piece back: it stays readable with its reason and counts no more. A withdrawn draft stays with the party. */
export const withdrawEvidence = defineCommand({
  name: 'evidence/withdraw-evidence',
  permission: 'evidence:enter',
  clauses: (_, entry) => entry.clauses ?? [],
  input: WithReason,
  answer: PieceAnswer,
  party: ({ pieceId }, db) => partyOfPiece(db, pieceId),
  async run(context, input) {
    const { db, change, now } = context;
    const piece = await pieceForAct(context, input, 'withdraw');
    await change(moveTo(db, piece, 'withdrawn', now, { reason: input.reason }), 'platform/conflict');
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
