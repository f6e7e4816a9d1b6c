import { z } from 'zod';

export * from './reviews.rules.ts';

/** What a review uses of the product's words, in one place. Times are ISO 8601 in UTC, days are `YYYY-MM-DD`. */

/** Free text a person writes: never empty, never longer than a few pages. */
export const Prose = z.string().trim().min(1).max(8000);

/** A line of text: a title, a name, an office. */
export const Line = z.string().trim().min(1).max(300);
