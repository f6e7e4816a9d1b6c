import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { AccessReviewed, ReviewAccess } from './access-review.schema.ts';
import { review } from './access-review.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Signs an access review: keeps or ends every grant of a party that this person has to review. Another person reviews their own grants. */
export const reviewAccess = defineCommand({
  name: 'people/review-access',
  permission: 'people:review-access',
  operational: 'access',
  input: ReviewAccess,
  answer: AccessReviewed,
  party: ({ partyId }) => partyId,
  async run({ db, now, newId }, { partyId, kept, ended }) {
    const reviewId = newId();
    const fault = await review(db, { reviewId, partyId, kept, ended, at: now });
    if (fault === 'people/not-yours-to-review') throw new AppError('platform/not-found');
    if (fault !== null) throw new AppError(fault);
    return {
      answer: { reviewId },
      entry: { subjectKind: 'access-review', subjectId: reviewId, partyId, detail: { kept, ended } },
    };
  },
});
