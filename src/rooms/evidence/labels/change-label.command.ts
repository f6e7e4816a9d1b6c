import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { labelCovers } from '#kernel/labels.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import { explainConflict } from '../item-action.ts';
import { defineItemAction, OnItem } from '../steps/define-item-action.ts';
import { askRelease, narrowLabel } from './label.store.ts';

export const ChangeLabel = OnItem.extend({ label: RecordLabel, reason: z.string().trim().min(1).max(2000).optional() });

/** Narrows a label at once. Lowering it, or releasing it to more parties, takes a reason here and the approval of a second person. */
export const changeLabel = defineItemAction('change-label', {
  input: ChangeLabel,
  async run(context, item, { label: requested, reason }) {
    const { write, change, now, newId } = context;
    const from = item.content.label!;
    const label = { ...requested, releasableTo: requested.releasableTo && [...new Set([...requested.releasableTo, item.partyId])] };
    if (labelCovers(label, from)) {
      await change(narrowLabel(item, label), () => explainConflict(context, item));
      return { from, to: label };
    }
    if (reason === undefined) throw new AppError('platform/write-down');
    // Writing the same label increments the version that was read, so that the answer carries a new one.
    await change(narrowLabel(item, from), () => explainConflict(context, item));
    const id = newId();
    write(askRelease({ id, item, to: label, reason, at: now }));
    return { release: id, from, asked: label };
  },
});
