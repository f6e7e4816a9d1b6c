import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { decideSecondPerson } from '#kernel/labels.ts';
import { unwrap } from '#platform/command.ts';
import { outrun } from '../piece-action.ts';
import { defineActionOnPiece, OnPiece } from '../steps/action-on-piece.ts';
import { viewPiece } from '../views/piece-view.store.ts';
import { decideRelease } from './label.store.ts';

/** A second person with a signing role approves a requested release, for the evidence item and its file. The record of the release stays. */
export const releaseLabel = defineActionOnPiece('release-label', {
  input: OnPiece.extend({ releaseId: z.uuid() }),
  async run(context, piece, { releaseId }) {
    const { db, subject, now } = context;
    const asked = (await viewPiece(db, piece.id))?.labelAsked;
    if (asked?.id !== releaseId) throw new AppError('platform/not-found');
    const { alone } = unwrap(decideSecondPerson(asked.byMe, subject.sole));
    if (!(await decideRelease(db, releaseId, now))) throw await outrun(context, piece);
    return { release: releaseId, from: piece.content.label, to: asked.label, reason: asked.reason, ...(alone && { onePersonMode: true }) };
  },
});
