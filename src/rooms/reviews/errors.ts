import { defineErrors } from '#kernel/errors.ts';
import { defineConstraints } from '#platform/database-error.ts';

/** What can go wrong in a review. Texts: texts/en.json and fr.json, key `error.<code>`. A missing thing is `platform/not-found`. */
export const reviewErrors = defineErrors({
  'reviews/label-hides-parts': 'forbidden',
  'reviews/step-not-open': 'conflict',
  'reviews/calendar-out-of-order': 'unprocessable',
  'reviews/date-past': 'unprocessable',
  'reviews/no-calendar': 'conflict',
  'reviews/no-authority': 'conflict',
  // Somebody entered another one in its place after this reader looked.
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
  'reviews/return-not-due': 'conflict',
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
});

defineConstraints({ authority_replaces_key: 'reviews/authority-replaced' });
