import { z } from 'zod';

/** A title in the languages in which a set, a party or a person has one. In a file of its own, because forms in the browser import it. */
export const Titles = z.object({ en: z.string(), fr: z.string().optional() });
