import { dayOf } from '#kernel/dates.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand } from '#platform/command.ts';
import { PIECE_MACHINE } from '../evidence.rules.ts';
import { insertPiece, partyOfPiece } from '../piece.store.ts';
import { clausesOf, pieceForAction } from '../piece-action.ts';
import { OnPiece } from './action-on-piece.ts';
import { PieceAnswer } from './enter-evidence.command.ts';
import '../permissions.ts';

/** "Still true", in one step: a new evidence item of today that points to the old one. It is declared, whatever the old one was. */
export const confirmStillTrue = defineCommand({
  ...commandOf(PIECE_MACHINE, 'confirm'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: OnPiece,
  answer: PieceAnswer,
  party: ({ pieceId }, db) => partyOfPiece(db, pieceId),
  async run(context, input) {
    const { db, write, now } = context;
    const old = await pieceForAction(context, input, 'confirm');
    const id = context.newId();
    const today = dayOf(now);
    const { asOf: _, ...content } = old.content;
    const row = {
      ...content,
      id,
      partyId: old.partyId,
      origin: 'declared' as const,
      byOffice: old.byOffice,
      date: today,
      enteredAt: now,
      countsOn: today,
      confirmsId: old.id,
    };
    write(insertPiece(db, row));
    return {
      answer: { id, version: 1 },
      entry: {
        subjectKind: 'piece',
        subjectId: id,
        partyId: old.partyId,
        clauses: clausesOf(content),
        evidenceKind: old.kind,
        detail: { confirms: old.id, obligations: content.obligationIds, says: content.says },
      },
    };
  },
});
