import { commentField } from '#kernel/actions.schema.ts';
import { PIECE_MACHINE } from '../evidence.rules.ts';
import { moveTo } from '../piece.store.ts';
import { outrun } from '../piece-action.ts';
import { defineActionOnPiece, OnPiece } from './action-on-piece.ts';

/** Withdraws an evidence item: it stays readable with its reason and no longer counts. A withdrawn draft stays with the party. */
export const withdrawEvidence = defineActionOnPiece('withdraw', {
  input: OnPiece.extend(commentField(PIECE_MACHINE.actions.withdraw)),
  async run(context, piece, { reason }) {
    const { db, change, now } = context;
    await change(moveTo(db, piece, now, { reason }), () => outrun(context, piece));
    return { from: piece.state };
  },
});
