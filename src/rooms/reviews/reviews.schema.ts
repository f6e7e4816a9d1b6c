import { z } from 'zod';

export * from './reviews.rules.ts';

/** Shared vocabulary of reviews. Times are ISO 8601 in UTC, days are `YYYY-MM-DD`. */

/** Free text written by a person: never empty, at most a few pages. */
export const Prose = z.string().trim().min(1).max(8000);

/** A line of text: a title, a name, an office. */
export const Line = z.string().trim().min(1).max(300);

/** The version of a record its caller has read. */
export const Version = z.number().int();
/** How a party answered in a round: silence, nil and an answer are three different things. */
export const SUBMISSIONS = ['submitted', 'nil', 'not-submitted'] as const;
export type Submission = (typeof SUBMISSIONS)[number];
/** The number of an obligation of the policy. */
export const ObligationId = z.string().min(1).max(40);
export const Done = z.object({ id: z.string() });
