import { commentField } from '#kernel/actions.schema.ts';
import { unwrap } from '#platform/command.ts';
import { decidePurge, ITEM_MACHINE } from '../evidence.rules.ts';
import { refusePurgeOf } from '../item.store.ts';
import { explainConflict } from '../item-action.ts';
import { defineItemAction, OnItem } from '../steps/define-item-action.ts';

/** A second person refuses the purge with a reason: the item returns to its state before the request, and counts again only if it counted then. */
export const refusePurge = defineItemAction('refuse-purge', {
  input: OnItem.extend(commentField(ITEM_MACHINE.actions['refuse-purge'])),
  async run(context, item, { reason }) {
    const { db, subject, now } = context;
    const { alone } = unwrap(decidePurge(item.purgeRequestedBy, subject));
    const to = await refusePurgeOf(db, item.id, now, reason);
    if (to === null) throw await explainConflict(context, item);
    return { requestedBy: item.purgeRequestedBy, to, ...(alone && { onePersonMode: true }) };
  },
});
