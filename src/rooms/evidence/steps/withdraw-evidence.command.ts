import { commentField } from '#kernel/actions.schema.ts';
import { ITEM_MACHINE } from '../evidence.rules.ts';
import { moveTo } from '../item.store.ts';
import { explainConflict } from '../item-action.ts';
import { defineItemAction, OnItem } from './define-item-action.ts';

/** Withdraws an evidence item: it stays readable with its reason and no longer counts. A withdrawn draft stays with the party. */
export const withdrawEvidence = defineItemAction('withdraw', {
  input: OnItem.extend(commentField(ITEM_MACHINE.actions.withdraw)),
  async run(context, item, { reason }) {
    const { change, now } = context;
    await change(moveTo(item, now, { reason }), () => explainConflict(context, item));
    return { from: item.state };
  },
});
