import { z } from 'zod';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { LOCALES } from '#platform/texts/texts.ts';

/** Every document says who made it, and comes in the language that person reads. */
export const whoPrints = defineQuery({
  name: 'platform/who-prints',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: z.object({ name: z.string(), language: z.enum(LOCALES) }),
  run: async (context) => {
    const { name, language } = subjectOf(context);
    return { name, language };
  },
});
