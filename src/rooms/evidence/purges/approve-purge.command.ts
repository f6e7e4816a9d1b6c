import { unwrap } from '#platform/command.ts';
import { decidePurge } from '../evidence.rules.ts';
import { purgeItem } from '../item.store.ts';
import { explainConflict } from '../item-action.ts';
import { defineItemAction, OnItem } from '../steps/define-item-action.ts';

/** A second person approves the purge: title, source, note and file are deleted permanently. The row and its ledger entries stay. */
export const approvePurge = defineItemAction('approve-purge', {
  input: OnItem,
  runsOnLowDisk: true,
  async run(context, item) {
    const { db, subject, now } = context;
    const { alone } = unwrap(decidePurge(item.purgeRequestedBy, subject));
    if (!(await purgeItem(db, item.id, now))) throw await explainConflict(context, item);
    return { requestedBy: item.purgeRequestedBy, ...(alone && { onePersonMode: true }) };
  },
});
