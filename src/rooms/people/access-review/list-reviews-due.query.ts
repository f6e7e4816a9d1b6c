import { z } from 'zod';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { ReviewsDue } from './access-review.schema.ts';
import { daysOf, grantsByParty, reviewsDue } from './review-scope.ts';
import '../permissions.ts';

/** The parties whose grants this reader reviews, nearest due date first. */
export const listReviewsDue = defineQuery({
  name: 'people/list-reviews-due',
  permission: 'people:review-access',
  input: z.strictObject({}),
  answer: ReviewsDue,
  async run(context) {
    const { days, origin } = daysOf(context, 'access-review');
    return { items: await reviewsDue(context, await grantsByParty(context, subjectOf(context))), everyDays: days, origin };
  },
});
