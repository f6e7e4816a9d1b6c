import { defineErrors } from '#kernel/errors.ts';

// The codes of the three rooms of training begin with the name of their schema.
export const LEARNING_ERRORS = defineErrors({
  // No class of the learner teaches it.
  'training/not-taught': 'unprocessable',
  'training/unknown-trainees': 'unprocessable',
  'training/class-days': 'unprocessable',
  'training/class-over': 'conflict',
  // More seats than the class has left.
  'training/class-full': 'conflict',
  // Fewer seats than are taken.
  'training/seats-below': 'conflict',
  'training/access-slip-refused': 'unauthenticated',
  'training/session-over': 'unauthenticated',
  'training/no-check': 'not-found',
  'training/tries-used': 'conflict',
  'training/passed-already': 'conflict',
  'training/not-passed': 'conflict',
  // It was withdrawn, has ended, is of another version, or lessons of it are missing.
  'training/nothing-to-sign': 'conflict',
  // What was known before is asked before anything was read.
  'training/begun-already': 'conflict',
  'training/other-text': 'conflict',
  // papers: a class entered from paper.
  'training/not-in-language': 'unprocessable',
  // Sheets of a version whose number of questions and text to sign are not known here.
  'training/version-not-kept': 'unprocessable',
  // A first look of such a version can be removed, not counted again.
  'training/first-look-not-kept': 'unprocessable',
  'training/not-in-class': 'unprocessable',
  // Longer before the class was opened than a class lasts.
  'training/day-before-class': 'unprocessable',
  'training/more-than-asked': 'unprocessable',
  'training/more-than-asked-before': 'unprocessable',
  // certificates
  'training/not-certifiable': 'unprocessable',
  'training/already-revoked': 'conflict',
  // A revoked certificate is not issued again.
  'training/certificate-revoked': 'conflict',
  // A waiver, a hand-over or a check ends on a day to come.
  'training/day-past': 'unprocessable',
});
