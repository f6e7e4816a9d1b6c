import { defineErrors } from '#kernel/errors.ts';

export const TRAINING_ERRORS = defineErrors({
  'training/unknown-module': 'unprocessable',
  'training/unknown-lesson': 'unprocessable',
  // theatre: an operation writes its brief, a nation its law annex.
  'training/slot-of-another-kind': 'unprocessable',
  'training/unknown-question': 'unprocessable',
  'training/questions-open': 'unprocessable',
  'training/nothing-new': 'conflict',
  'training/already-withdrawn': 'conflict',
  'training/day-to-come': 'unprocessable',
  'training/unknown-trainees': 'unprocessable',
  'training/class-days': 'unprocessable',
  'training/class-over': 'conflict',
  'training/slip-refused': 'unauthenticated',
  'training/slip-closed': 'too-many',
  'training/session-over': 'unauthenticated',
  'training/no-check': 'not-found',
  'training/tries-used': 'conflict',
  'training/passed-already': 'conflict',
  'training/not-passed': 'conflict',
  'training/other-text': 'conflict',
  // papers: a class entered from paper.
  'training/not-in-class': 'unprocessable',
  'training/more-than-asked': 'unprocessable',
  // teaching
  'training/teaches-no-courses': 'unprocessable',
  // certificates
  'training/not-certifiable': 'unprocessable',
  'training/already-revoked': 'conflict',
});
