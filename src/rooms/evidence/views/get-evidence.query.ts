import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineQuery } from '#platform/query.ts';
import { PieceView } from './piece-view.schema.ts';
import { viewPiece } from './piece-view.store.ts';

/** One piece with all that is known of it. One hidden from the reader and one that does not exist look the same. */
export const getEvidence = defineQuery({
  name: 'evidence/get-evidence',
  permission: 'signed-in',
  input: z.strictObject({ pieceId: z.uuid() }),
  answer: PieceView,
  protects: { kind: 'piece', id: ({ pieceId }) => pieceId },
  async run({ db }, { pieceId }) {
    const piece = await viewPiece(db, pieceId);
    if (piece === undefined) throw new AppError('platform/not-found');
    return piece;
  },
});
