import { z } from 'zod';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand } from '#platform/command.ts';
import { PIECE_MACHINE } from '../evidence.rules.ts';
import { PieceContent } from '../piece.schema.ts';
import { changeContent, dropNames, nameObligations, partyOfPiece } from '../piece.store.ts';
import { checkContent, clausesOf, outrun, pieceForAction } from '../piece-action.ts';
import { PieceAnswer } from './enter-evidence.command.ts';
import '../permissions.ts';

export const ChangeDraft = z.strictObject({ pieceId: z.uuid(), version: z.number().int(), ...PieceContent.shape });

/** Replaces the content of a draft. Its edition and party never change. */
export const changeDraft = defineCommand({
  ...commandOf(PIECE_MACHINE, 'change'),
  clauses: (input) => clausesOf(input),
  input: ChangeDraft,
  answer: PieceAnswer,
  party: ({ pieceId }, db) => partyOfPiece(db, pieceId),
  async run(context, { pieceId, version, ...given }) {
    const { db, write, change } = context;
    const piece = await pieceForAction(context, { pieceId, version }, 'change');
    const content = { ...given, editionId: piece.editionId };
    await checkContent(context, piece.partyId, content);
    await change(changeContent(db, piece, content), () => outrun(context, piece));
    write(dropNames(db, pieceId));
    write(nameObligations(db, pieceId, content.obligationIds));
    return {
      answer: { id: pieceId, version: version + 1 },
      entry: {
        subjectKind: 'piece',
        subjectId: pieceId,
        partyId: piece.partyId,
        evidenceKind: content.kind,
        detail: { obligations: content.obligationIds, says: content.says },
      },
    };
  },
});
