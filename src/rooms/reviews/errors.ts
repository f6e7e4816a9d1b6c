import { defineErrors } from '#kernel/errors.ts';
import { defineConstraints } from '#platform/database-error.ts';

/** What can go wrong in a review. Texts: texts/en.json and fr.json, key `error.<code>`. A missing thing is `platform/not-found`. */
export const reviewErrors = defineErrors({
  'reviews/label-hides-participations': 'forbidden',
  'reviews/step-not-open': 'conflict',
  'reviews/calendar-out-of-order': 'unprocessable',
  // Adopted ratings count from the cut-off day, so it cannot be after the adoption.
  'reviews/cut-off-late': 'unprocessable',
  // The round was planned to adopt findings only.
  'reviews/ratings-off': 'conflict',
  // Only a rating that the round adopted can be corrected.
  'reviews/not-rated': 'conflict',
  'reviews/date-past': 'unprocessable',
  'reviews/no-calendar': 'conflict',
  'reviews/no-authority': 'conflict',
  // Another user replaced the entry after this reader loaded it.
  'reviews/authority-replaced': 'conflict',
  'reviews/no-parties': 'conflict',
  'reviews/round-frozen': 'conflict',
  'reviews/party-not-ready': 'conflict',
  'reviews/findings-open': 'conflict',
  'reviews/nothing-to-confirm': 'unprocessable',
  'reviews/changed-needs-status': 'unprocessable',
  'reviews/only-changed-says': 'unprocessable',
  'reviews/not-asked': 'unprocessable',
  'reviews/questions-open': 'conflict',
  'reviews/unsigned': 'unprocessable',
  'reviews/self-assessment-not-due': 'conflict',
  'reviews/reason-needed': 'unprocessable',
  'reviews/rating-missing': 'conflict',
  'reviews/comments-open': 'conflict',
  'reviews/comment-period-running': 'conflict',
  'reviews/comment-empty': 'unprocessable',
  'reviews/comment-decided': 'conflict',
  'reviews/already-answered': 'conflict',
  'reviews/unknown-evidence': 'unprocessable',
  'reviews/evidence-needed': 'unprocessable',
  'reviews/second-person': 'conflict',
  'reviews/no-next-round': 'conflict',
  'reviews/snapshot-damaged': 'conflict',
  'reviews/drawn-before': 'conflict',
  'reviews/too-few-nations': 'conflict',
  'reviews/no-seed-yet': 'conflict',
  'reviews/not-drawn': 'conflict',
  'reviews/not-of-the-nation': 'unprocessable',
  'reviews/not-a-partner': 'unprocessable',
  'reviews/invited-before': 'conflict',
  'reviews/form-submitted': 'conflict',
  'reviews/not-in-scope': 'unprocessable',
  'reviews/published': 'conflict',
  'reviews/not-released': 'conflict',
  'reviews/days-in-order': 'unprocessable',
});

defineConstraints({ authority_replaces_key: 'reviews/authority-replaced' });
