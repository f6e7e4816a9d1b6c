import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { covers } from '#kernel/labels.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import { outrun } from '../piece-action.ts';
import { defineActionOnPiece, OnPiece } from '../steps/action-on-piece.ts';
import { askRelease, narrowLabel } from './label.store.ts';

export const ChangeLabel = OnPiece.extend({ label: RecordLabel, reason: z.string().trim().min(1).max(2000).optional() });

/** Narrows a label at once. Lowering it, or releasing it to more parties, takes a reason here and the approval of a second person. */
export const changeLabel = defineActionOnPiece('change-label', {
  input: ChangeLabel,
  async run(context, piece, { label: asked, reason }) {
    const { db, write, change, now, newId } = context;
    const from = piece.content.label!;
    const label = { ...asked, releasableTo: asked.releasableTo && [...new Set([...asked.releasableTo, piece.partyId])] };
    if (covers(label, from)) {
      await change(narrowLabel(db, piece, label), () => outrun(context, piece));
      return { from, to: label };
    }
    if (reason === undefined) throw new AppError('platform/write-down');
    // Writing the same label increments the version that was read, so that the answer carries a new one.
    await change(narrowLabel(db, piece, from), () => outrun(context, piece));
    const id = newId();
    write(askRelease(db, { id, piece, to: label, reason, at: now }));
    return { release: id, from, asked: label };
  },
});
