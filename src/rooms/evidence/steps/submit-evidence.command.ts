import { countsOn } from '../evidence.rules.ts';
import { moveTo } from '../item.store.ts';
import { checkContent, explainConflict } from '../item-action.ts';
import { defineItemAction, OnItem } from './define-item-action.ts';

/** A named signer submits a draft: from now on it counts, and headquarters and the party's reviewers see it. */
export const submitEvidence = defineItemAction('submit', {
  input: OnItem,
  async run(context, item) {
    const { change, now } = context;
    // The document may have been purged since the draft was saved.
    await checkContent(context, item.partyId, item.content);
    await change(moveTo(item, now, { countsOn: countsOn(item.content, now) }), () => explainConflict(context, item));
    return { obligations: item.content.obligationIds, says: item.content.says };
  },
});
