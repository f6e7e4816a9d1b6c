import { z } from 'zod';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand } from '#platform/command.ts';
import { ITEM_MACHINE } from '../evidence.rules.ts';
import { ItemContent } from '../item.schema.ts';
import { changeContent, deleteObligations, insertObligations, partyOfItem } from '../item.store.ts';
import { checkContent, clausesOf, explainConflict, itemForAction } from '../item-action.ts';
import { ItemAnswer } from './enter-evidence.command.ts';
import '../permissions.ts';

export const ChangeDraft = z.strictObject({ itemId: z.uuid(), version: z.number().int(), ...ItemContent.shape });

/** Replaces the content of a draft. Its edition and party never change. */
export const changeDraft = defineCommand({
  ...commandOf(ITEM_MACHINE, 'change'),
  clauses: (input) => clausesOf(input),
  input: ChangeDraft,
  answer: ItemAnswer,
  party: ({ itemId }, db) => partyOfItem(db, itemId),
  async run(context, { itemId, version, ...fields }) {
    const { write, change } = context;
    const item = await itemForAction(context, { itemId, version }, 'change');
    const content = { ...fields, editionId: item.editionId };
    await checkContent(context, item.partyId, content);
    await change(changeContent(item, content), () => explainConflict(context, item));
    write(deleteObligations(itemId));
    write(insertObligations(itemId, content.obligationIds));
    return {
      answer: { id: itemId, version: version + 1 },
      entry: {
        subjectKind: 'evidence-item',
        subjectId: itemId,
        partyId: item.partyId,
        evidenceKind: content.kind,
        detail: { obligations: content.obligationIds, says: content.says },
      },
    };
  },
});
