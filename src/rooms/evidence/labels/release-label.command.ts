import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { decideSecondPerson } from '#kernel/labels.ts';
import { unwrap } from '#platform/command.ts';
import { explainConflict } from '../item-action.ts';
import { defineItemAction, OnItem } from '../steps/define-item-action.ts';
import { viewItem } from '../views/item-view.store.ts';
import { decideRelease } from './label.store.ts';

/** A second person with a signing role approves a requested release, for the evidence item and its file. The record of the release stays. */
export const releaseLabel = defineItemAction('release-label', {
  input: OnItem.extend({ releaseId: z.uuid() }),
  async run(context, item, { releaseId }) {
    const { db, subject, now } = context;
    const request = (await viewItem(db, item.id))?.labelRequest;
    if (request?.id !== releaseId) throw new AppError('platform/not-found');
    const { alone } = unwrap(decideSecondPerson(request.byMe, subject.sole));
    if (!(await decideRelease(db, releaseId, now))) throw await explainConflict(context, item);
    return {
      release: releaseId,
      from: item.content.label,
      to: request.label,
      reason: request.reason,
      ...(alone && { onePersonMode: true }),
    };
  },
});
