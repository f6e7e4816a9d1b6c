import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { readSlot, type SlotId } from '#rooms/courses/index.ts';
import type { SlotTexts } from './slides.rules.ts';
import '../permissions.ts';

const Answers = z.record(z.string(), z.object({ en: z.string().nullable(), fr: z.string().nullable() }));
const Text = z.object({ asOf: z.string(), answers: Answers }).optional();

/** The texts in the slots for a class of a nation that goes to an operation, if this instructor may read them. */
export const getPack = defineQuery({
  name: 'training/get-pack',
  permission: 'training:print-pack',
  input: z.strictObject({ operationId: z.uuid().optional(), nationId: z.uuid().optional() }),
  answer: z.object({ 'theatre-brief': Text, 'law-annex': Text }),
  async run({ db }, { operationId, nationId }) {
    const slots: SlotTexts = {};
    const read = async (slot: SlotId, partyId: string | undefined) => {
      const text = partyId && (await readSlot(db, slot, partyId));
      if (text) slots[slot] = text;
    };
    await read('theatre-brief', operationId);
    await read('law-annex', nationId);
    return slots;
  },
});
