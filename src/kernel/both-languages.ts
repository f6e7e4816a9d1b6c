import { z } from 'zod';

/** A text in both languages of the product, as an answer gives it. */
export const BothLanguages = z.object({ en: z.string(), fr: z.string() });
export type BothLanguages = z.infer<typeof BothLanguages>;
