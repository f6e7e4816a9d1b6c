import { z } from 'zod';
import { HomeUrgency } from '#platform/home/home.rules.ts';
import { ReviewDue } from './access-review.schema.ts';

/** Who still needs their role: the reviews of access at the reader's parties, and the roles that end soon. */
export const AccessHome = HomeUrgency.extend({
  reviews: z.array(ReviewDue),
  /** Invited people who have not signed in (`linkEnds`), and people without a role. */
  waiting: z.array(z.object({ personId: z.string(), person: z.string(), linkEnds: z.string().nullable(), hasRole: z.boolean() })),
  /** The roles that end within the warning time of the edition, in days. */
  warnDays: z.int(),
  ending: z.array(z.object({ personId: z.string(), person: z.string(), role: z.string(), on: z.string() })),
});
export type AccessHome = z.infer<typeof AccessHome>;
