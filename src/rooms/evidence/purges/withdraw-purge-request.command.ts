import { unwrap } from '#platform/command.ts';
import { decideRequestWithdrawal } from '../evidence.rules.ts';
import { withdrawPurgeRequestOf } from '../item.store.ts';
import { explainConflict } from '../item-action.ts';
import { defineItemAction, OnItem } from '../steps/define-item-action.ts';

/** The person who asked for a purge withdraws the request: the item returns to its state before it. */
export const withdrawPurgeRequest = defineItemAction('withdraw-purge-request', {
  input: OnItem,
  async run(context, item) {
    const { db, subject, now } = context;
    unwrap(decideRequestWithdrawal(item.purgeRequestedBy, subject.person));
    const to = await withdrawPurgeRequestOf(db, item.id, now);
    if (to === null) throw await explainConflict(context, item);
    return { to };
  },
});
