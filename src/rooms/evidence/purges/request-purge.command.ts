import { commentField } from '#kernel/actions.schema.ts';
import { ITEM_MACHINE } from '../evidence.rules.ts';
import { moveTo } from '../item.store.ts';
import { explainConflict } from '../item-action.ts';
import { defineItemAction, OnItem } from '../steps/define-item-action.ts';

/** Asks for the purge of a wrongly uploaded evidence item. It stops counting at once; a second person deletes its content. */
export const requestPurge = defineItemAction('request-purge', {
  input: OnItem.extend(commentField(ITEM_MACHINE.actions['request-purge'])),
  async run(context, item, { reason }) {
    const { change, now } = context;
    await change(moveTo(item, now, { reason }), () => explainConflict(context, item));
    return { from: item.state };
  },
});
