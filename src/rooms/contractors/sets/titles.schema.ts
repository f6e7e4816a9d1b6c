import { z } from 'zod';

/** A title in English, and in French where the set has one. In a file of its own, because forms in the browser import it. */
export const Titles = z.object({ en: z.string(), fr: z.string().optional() });
