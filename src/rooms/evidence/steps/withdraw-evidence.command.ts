import { commentField } from '#kernel/actions.schema.ts';
import { ITEM_MACHINE } from '../evidence.rules.ts';
import { moveTo } from '../item.store.ts';
import { outrun } from '../item-action.ts';
import { defineActionOnItem, OnItem } from './action-on-item.ts';

/** Withdraws an evidence item: it stays readable with its reason and no longer counts. A withdrawn draft stays with the party. */
export const withdrawEvidence = defineActionOnItem('withdraw', {
  input: OnItem.extend(commentField(ITEM_MACHINE.actions.withdraw)),
  async run(context, item, { reason }) {
    const { db, change, now } = context;
    await change(moveTo(db, item, now, { reason }), () => outrun(context, item));
    return { from: item.state };
  },
});
