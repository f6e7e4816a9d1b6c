import { moveTo } from '../piece.store.ts';
import { outrun } from '../piece-act.ts';
import { defineActOnPiece, WithReason } from '../steps/act-on-piece.ts';

/** Asks for the purge of a wrongly uploaded evidence item. It stops counting at once; a second person deletes its content. */
export const askPurge = defineActOnPiece({
  name: 'evidence/ask-purge',
  permission: 'evidence:enter',
  act: 'ask-purge',
  input: WithReason,
  async run(context, piece, { reason }) {
    const { db, change, now } = context;
    await change(moveTo(db, piece, 'purge-asked', now, { reason }), () => outrun(context, piece));
    return { from: piece.state };
  },
});
