import { countsOn } from '../evidence.rules.ts';
import { moveTo } from '../piece.store.ts';
import { checkContent, outrun } from '../piece-action.ts';
import { defineActionOnPiece, OnPiece } from './action-on-piece.ts';

/** A named signer submits a draft: from now on it counts, and headquarters and the party's reviewers see it. */
export const submitEvidence = defineActionOnPiece('submit', {
  input: OnPiece,
  async run(context, piece) {
    const { db, change, now } = context;
    // The document may have been purged since the draft was saved.
    await checkContent(context, piece.partyId, piece.content);
    await change(moveTo(db, piece, now, { countsOn: countsOn(piece.content, now) }), () => outrun(context, piece));
    return { obligations: piece.content.obligationIds, says: piece.content.says };
  },
});
