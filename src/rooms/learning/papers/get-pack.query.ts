import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { type PlaceholderId, readPlaceholder } from '#rooms/courses/index.ts';
import type { PlaceholderTexts } from './slides.rules.ts';
import '../permissions.ts';

const Answers = z.record(z.string(), z.object({ en: z.string().nullable(), fr: z.string().nullable() }));
const Text = z.object({ asOf: z.string(), answers: Answers }).optional();

/** The texts in the placeholders for a class of a nation that goes to an operation, if this instructor may read them. */
export const getPack = defineQuery({
  name: 'training/get-pack',
  permission: 'training:print-pack',
  input: z.strictObject({ operationId: z.uuid().optional(), nationId: z.uuid().optional() }),
  answer: z.object({ 'operation-brief': Text, 'law-annex': Text }),
  async run({ db }, { operationId, nationId }) {
    const placeholders: PlaceholderTexts = {};
    const read = async (placeholder: PlaceholderId, partyId: string | undefined) => {
      const text = partyId && (await readPlaceholder(db, placeholder, partyId));
      if (text) placeholders[placeholder] = text;
    };
    await read('operation-brief', operationId);
    await read('law-annex', nationId);
    return placeholders;
  },
});
