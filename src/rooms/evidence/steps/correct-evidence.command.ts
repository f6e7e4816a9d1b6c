import { z } from 'zod';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand } from '#platform/command.ts';
import { countsOn, ITEM_MACHINE } from '../evidence.rules.ts';
import { ItemContent } from '../item.schema.ts';
import { insertItem, moveTo, partyOfItem } from '../item.store.ts';
import { checkContent, clausesOf, explainConflict, itemForAction } from '../item-action.ts';
import { ItemAnswer } from './enter-evidence.command.ts';
import '../permissions.ts';

export const CorrectEvidence = z.strictObject({ itemId: z.uuid(), version: z.number().int(), ...ItemContent.shape });

/** Replaces a submitted evidence item with a new one. The new item points to the old one, which stays readable. */
export const correctEvidence = defineCommand({
  ...commandOf(ITEM_MACHINE, 'correct'),
  clauses: (input) => clausesOf(input),
  input: CorrectEvidence,
  answer: ItemAnswer,
  party: ({ itemId }, db) => partyOfItem(db, itemId),
  async run(context, { itemId, version, ...fields }) {
    const { write, change, now } = context;
    const old = await itemForAction(context, { itemId, version }, 'correct');
    const content = { label: old.content.label, ...fields, editionId: old.editionId };
    await checkContent(context, old.partyId, content);
    await change(moveTo(old, now), () => explainConflict(context, old));
    const id = context.newId();
    const row = {
      ...content,
      id,
      partyId: old.partyId,
      origin: 'declared' as const,
      byOffice: old.byOffice,
      enteredAt: now,
      countsOn: countsOn(content, now),
      correctsId: old.id,
    };
    write(insertItem(row));
    return {
      answer: { id, version: 1 },
      entry: {
        subjectKind: 'evidence-item',
        subjectId: id,
        partyId: old.partyId,
        evidenceKind: content.kind,
        detail: { corrects: old.id, obligations: content.obligationIds, says: content.says },
      },
    };
  },
});
