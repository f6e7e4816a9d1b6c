import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { actionsOn } from '../item-action.ts';
import { ItemPageView } from './item-view.schema.ts';
import { viewItem } from './item-view.store.ts';

/** One evidence item with all that is known of it. An item hidden from the reader looks the same as one that does not exist. */
export const getEvidence = defineQuery({
  name: 'evidence/get-evidence',
  permission: 'signed-in',
  input: z.strictObject({ itemId: z.uuid() }),
  answer: ItemPageView,
  protects: { kind: 'evidence-item', id: ({ itemId }) => itemId },
  async run(context, { itemId }) {
    const item = await viewItem(context.db, itemId);
    if (item === undefined) throw new AppError('platform/not-found');
    return { ...item, actions: actionsOn(subjectOf(context), item) };
  },
});
