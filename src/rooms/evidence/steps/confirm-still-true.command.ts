import { dayOf } from '#kernel/dates.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { decideContent, ITEM_MACHINE } from '../evidence.rules.ts';
import { insertItem, partyOfItem } from '../item.store.ts';
import { clausesOf, editionOf, itemForAction } from '../item-action.ts';
import { OnItem } from './define-item-action.ts';
import { ItemAnswer } from './enter-evidence.command.ts';
import '../permissions.ts';

/** "Still true", in one step: a new evidence item of today that points to the old one. It is declared, even if the old one arose from work. */
export const confirmStillTrue = defineCommand({
  ...commandOf(ITEM_MACHINE, 'confirm'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: OnItem,
  answer: ItemAnswer,
  party: ({ itemId }, db) => partyOfItem(db, itemId),
  async run(context, input) {
    const { write, now } = context;
    const old = await itemForAction(context, input, 'confirm');
    const id = context.newId();
    const today = dayOf(now);
    const { asOf: _, ...content } = old.content;
    // The old item may be from before the edition was read so: confirmed, it would hide what counts.
    unwrap(decideContent({ ...content, date: today }, editionOf(content.editionId), now));
    const row = {
      ...content,
      id,
      partyId: old.partyId,
      origin: 'declared' as const,
      byOffice: old.byOffice,
      date: today,
      enteredAt: now,
      countsOn: today,
      confirmsId: old.id,
    };
    write(insertItem(row));
    return {
      answer: { id, version: 1 },
      entry: {
        subjectKind: 'evidence-item',
        subjectId: id,
        partyId: old.partyId,
        clauses: clausesOf(content),
        evidenceKind: old.kind,
        detail: { confirms: old.id, obligations: content.obligationIds, says: content.says },
      },
    };
  },
});
