import { commentField } from '#kernel/actions.schema.ts';
import { PIECE_MACHINE } from '../evidence.rules.ts';
import { moveTo } from '../piece.store.ts';
import { outrun } from '../piece-action.ts';
import { defineActionOnPiece, OnPiece } from '../steps/action-on-piece.ts';

/** Asks for the purge of a wrongly uploaded evidence item. It stops counting at once; a second person deletes its content. */
export const askPurge = defineActionOnPiece('ask-purge', {
  input: OnPiece.extend(commentField(PIECE_MACHINE.actions['ask-purge'])),
  async run(context, piece, { reason }) {
    const { db, change, now } = context;
    await change(moveTo(db, piece, now, { reason }), () => outrun(context, piece));
    return { from: piece.state };
  },
});
