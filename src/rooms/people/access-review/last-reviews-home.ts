import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { dayOf } from '#kernel/dates.ts';
import { HomeUrgency } from '#platform/home/home.rules.ts';
import { defineHomePart } from '#platform/home/home-part.ts';
import { partyNamesOf } from '../access/access.store.ts';
import { lastReviews } from './access-review.store.ts';
import '../permissions.ts';

/** When access was last reviewed, party by party, the longest ago first. `party` is null for roles without one. */
const LastReviewsHome = HomeUrgency.extend({ reviews: z.array(z.object({ party: BothLanguages.nullable(), on: z.string() })) });
export type LastReviewsHome = z.infer<typeof LastReviewsHome>;

/** When access was last reviewed: for the auditor, who sees the reviews and not the grants. So it says nothing of parties that were never reviewed. */
export const lastReviewsHome = defineHomePart({
  name: 'lastReviews',
  group: 'auditors',
  permission: 'people:account-for-access',
  protects: 'access',
  answer: LastReviewsHome,
  async run({ db }) {
    const last = await lastReviews(db);
    const names = await partyNamesOf(
      db,
      [...last.keys()].filter((id) => id !== null),
    );
    const reviews = [...last].map(([id, at]) => ({ party: id === null ? null : (names.get(id) ?? { en: '', fr: '' }), on: dayOf(at) }));
    return { reviews: reviews.toSorted((a, b) => a.on.localeCompare(b.on)), late: 0, next: null };
  },
});
