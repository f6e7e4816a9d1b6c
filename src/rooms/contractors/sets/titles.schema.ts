import { z } from 'zod';

/** A title in the languages in which a set, a party or a person has one. In a file of its own, because forms in the browser import it. */
export const Titles = z.object({ en: z.string(), fr: z.string().optional() });

/** Someone whom a clause set names to be notified, and how they are reached; null: the set does not say. */
export const NotifiedBySet = z.object({ id: z.string(), title: Titles, contact: z.string().nullable() });
