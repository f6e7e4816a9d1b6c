import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineQuery } from '#platform/query.ts';
import { ItemView } from './item-view.schema.ts';
import { viewItem } from './item-view.store.ts';

/** One evidence item with all that is known of it. An item hidden from the reader looks the same as one that does not exist. */
export const getEvidence = defineQuery({
  name: 'evidence/get-evidence',
  permission: 'signed-in',
  input: z.strictObject({ itemId: z.uuid() }),
  answer: ItemView,
  protects: { kind: 'evidence-item', id: ({ itemId }) => itemId },
  async run({ db }, { itemId }) {
    const item = await viewItem(db, itemId);
    if (item === undefined) throw new AppError('platform/not-found');
    return item;
  },
});
