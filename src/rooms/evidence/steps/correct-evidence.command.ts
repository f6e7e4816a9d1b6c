import { z } from 'zod';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand } from '#platform/command.ts';
import { countsOn, PIECE_MACHINE } from '../evidence.rules.ts';
import { PieceContent } from '../piece.schema.ts';
import { insertPiece, moveTo, partyOfPiece } from '../piece.store.ts';
import { checkContent, clausesOf, outrun, pieceForAction } from '../piece-action.ts';
import { PieceAnswer } from './enter-evidence.command.ts';
import '../permissions.ts';

export const CorrectEvidence = z.strictObject({ pieceId: z.uuid(), version: z.number().int(), ...PieceContent.shape });

/** Replaces a submitted evidence item with a new one. The new item points to the old one, which stays readable. */
export const correctEvidence = defineCommand({
  ...commandOf(PIECE_MACHINE, 'correct'),
  clauses: (input) => clausesOf(input),
  input: CorrectEvidence,
  answer: PieceAnswer,
  party: ({ pieceId }, db) => partyOfPiece(db, pieceId),
  async run(context, { pieceId, version, ...given }) {
    const { db, write, change, now } = context;
    const old = await pieceForAction(context, { pieceId, version }, 'correct');
    const content = { label: old.content.label, ...given, editionId: old.editionId };
    await checkContent(context, old.partyId, content);
    await change(moveTo(db, old, now), () => outrun(context, old));
    const id = context.newId();
    const row = {
      ...content,
      id,
      partyId: old.partyId,
      origin: 'declared' as const,
      byOffice: old.byOffice,
      enteredAt: now,
      countsOn: countsOn(content, now),
      correctsId: old.id,
    };
    write(insertPiece(db, row));
    return {
      answer: { id, version: 1 },
      entry: {
        subjectKind: 'piece',
        subjectId: id,
        partyId: old.partyId,
        evidenceKind: content.kind,
        detail: { corrects: old.id, obligations: content.obligationIds, says: content.says },
      },
    };
  },
});
