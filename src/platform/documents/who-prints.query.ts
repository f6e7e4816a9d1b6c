import { z } from 'zod';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { LOCALES } from '#platform/texts/texts.ts';

/** Every document names the person who made it, and is in the language that person reads. */
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
