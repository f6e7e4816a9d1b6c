import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { actionsOn } from '../piece-action.ts';
import { PiecePageView } from './piece-view.schema.ts';
import { viewPiece } from './piece-view.store.ts';

/** One evidence item with all that is known of it. An item hidden from the reader looks the same as one that does not exist. */
export const getEvidence = defineQuery({
  name: 'evidence/get-evidence',
  permission: 'signed-in',
  input: z.strictObject({ pieceId: z.uuid() }),
  answer: PiecePageView,
  protects: { kind: 'piece', id: ({ pieceId }) => pieceId },
  async run(context, { pieceId }) {
    const piece = await viewPiece(context.db, pieceId);
    if (piece === undefined) throw new AppError('platform/not-found');
    return { ...piece, actions: actionsOn(subjectOf(context), piece) };
  },
});
