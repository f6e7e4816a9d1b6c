import { z } from 'zod';
import { HomeUrgency } from '#platform/home/home.rules.ts';
import { GrantView } from '../people.schema.ts';
import { ReviewDue } from './access-review.schema.ts';

/** Who still needs their role: the reviews of access at the reader's parties, and the roles that end soon. */
export const AccessHome = HomeUrgency.extend({
  reviews: z.array(ReviewDue),
  /** Invited people who have not signed in (`linkEnds`), and people without a role. */
  waiting: z.array(z.object({ personId: z.string(), person: z.string(), linkEnds: z.string().nullable(), hasRole: z.boolean() })),
  /** The warning time of the edition, in days: the roles that end within it, and are not continued, are listed. */
  warnDays: z.int(),
  /** `yours`: the reader may end this role or extend it. */
  ending: z.array(GrantView.extend({ person: z.object({ id: z.string(), name: z.string() }), to: z.string(), yours: z.boolean() })),
});
export type AccessHome = z.infer<typeof AccessHome>;
