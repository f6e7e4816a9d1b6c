import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { PieceAnswer } from './enter-evidence.command.ts';
import { countsOn } from './evidence.rules.ts';
import { moveTo, partyOfPiece } from './piece.store.ts';
import { checkContent, clausesOf, pieceForAct } from './piece-act.ts';
import './permissions.ts';

export const OnPiece = z.strictObject({ pieceId: z.uuid(), version: z.number().int() });

/** A named signer submits a draft: from now on headquarters and the reviewers of the party see it, and it counts. */
export const submitEvidence = defineCommand({
  name: 'evidence/submit-evidence',
  permission: 'evidence:sign',
  clauses: (_, entry) => entry.clauses ?? [],
  input: OnPiece,
  answer: PieceAnswer,
  party: ({ pieceId }, db) => partyOfPiece(db, pieceId),
  async run(context, input) {
    const { db, change, now } = context;
    const piece = await pieceForAct(context, input, 'submit');
    // A document may have been purged since the draft was written.
    await checkContent(context, piece.partyId, piece.content);
    await change(moveTo(db, piece, 'submitted', now, { countsOn: countsOn(piece.content, now) }), 'platform/conflict');
    return {
      answer: { id: piece.id, version: piece.version + 1 },
      entry: {
        subjectKind: 'piece',
        subjectId: piece.id,
        partyId: piece.partyId,
        clauses: clausesOf(piece.content),
        evidenceKind: piece.kind,
        detail: { obligations: piece.content.obligationIds, says: piece.content.says },
      },
    };
  },
});
