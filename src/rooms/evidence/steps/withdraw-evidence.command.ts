import { moveTo } from '../piece.store.ts';
import { outrun } from '../piece-act.ts';
import { defineActOnPiece, WithReason } from './act-on-piece.ts';

/** Withdraws an evidence item: it stays readable with its reason and no longer counts. A withdrawn draft stays with the party. */
export const withdrawEvidence = defineActOnPiece({
  name: 'evidence/withdraw-evidence',
  permission: 'evidence:enter',
  act: 'withdraw',
  input: WithReason,
  async run(context, piece, { reason }) {
    const { db, change, now } = context;
    await change(moveTo(db, piece, 'withdrawn', now, { reason }), () => outrun(context, piece));
    return { from: piece.state };
  },
});
