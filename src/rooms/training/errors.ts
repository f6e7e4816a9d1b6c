import { defineErrors } from '#kernel/errors.ts';

export const TRAINING_ERRORS = defineErrors({
  'training/unknown-module': 'unprocessable',
  'training/unknown-lesson': 'unprocessable',
  // No class of the learner teaches it.
  'training/not-taught': 'unprocessable',
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
  'training/session-over': 'unauthenticated',
  'training/no-check': 'not-found',
  'training/tries-used': 'conflict',
  'training/passed-already': 'conflict',
  'training/not-passed': 'conflict',
  // It was taken back, has ended, is of another version, or lessons of it are missing.
  'training/nothing-to-sign': 'conflict',
  // What was known before is asked before anything was read.
  'training/begun-already': 'conflict',
  'training/other-text': 'conflict',
  // papers: a class entered from paper.
  'training/not-in-language': 'unprocessable',
  'training/not-in-class': 'unprocessable',
  // Longer before the class was opened than a class lasts.
  'training/day-before-class': 'unprocessable',
  'training/more-than-asked': 'unprocessable',
  'training/more-than-asked-before': 'unprocessable',
  // teaching
  'training/teaches-no-courses': 'unprocessable',
  // certificates
  'training/not-certifiable': 'unprocessable',
  'training/already-revoked': 'conflict',
  // records: somebody took it back before.
  'training/taken-back-already': 'conflict',
  // Rows of a table cannot be read; `fields` names the first of them by line.
  'training/table-damaged': 'unprocessable',
  // Other people, or the same ones otherwise, stand in the roster since the difference was shown.
  'training/changed-since': 'conflict',
  // Another number of rows was begun under this batch, or it is being taken back.
  'training/other-batch': 'conflict',
  'training/already-undone': 'conflict',
  // A waiver, a hand-over or a check ends on a day to come.
  'training/day-past': 'unprocessable',
  // Somebody would let themselves go without.
  'training/own-waiver': 'forbidden',
  // A board is asked for a day that is over.
  'training/day-gone': 'unprocessable',
  // Nobody of the roster is there on the day, so that nothing can be said.
  'training/nobody-counted': 'conflict',
  'training/unknown-elements': 'unprocessable',
  // No lesson of the module has all of its elements among those named.
  'training/carries-nothing': 'unprocessable',
  'training/signed-already': 'conflict',
  // The same person cannot leave and come.
  'training/two-commanders': 'conflict',
  'training/reasons-needed': 'unprocessable',
  'training/no-workbook': 'wrong-type',
});
