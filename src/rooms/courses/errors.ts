import { defineErrors } from '#kernel/errors.ts';

// The codes of the three rooms of training begin with the name of their schema.
export const COURSES_ERRORS = defineErrors({
  'training/unknown-module': 'unprocessable',
  'training/unknown-lesson': 'unprocessable',
  // local-texts: an operation writes its brief, a nation its law annex.
  'training/placeholder-of-another-kind': 'unprocessable',
  'training/unknown-question': 'unprocessable',
  'training/questions-open': 'unprocessable',
  'training/nothing-new': 'conflict',
  'training/already-withdrawn': 'conflict',
  // The signed version `number` has a later date, `day`: its evidence would count as the newest.
  'training/older-than-signed': 'conflict',
  'training/day-to-come': 'unprocessable',
  // teaching
  'training/teaches-no-courses': 'unprocessable',
  'training/adopted-already': 'conflict',
});
