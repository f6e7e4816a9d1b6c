import { defineErrors } from '#kernel/errors.ts';

// The codes of the three rooms of training begin with the name of their schema.
export const READINESS_ERRORS = defineErrors({
  // records: somebody took it back before.
  'training/taken-back-already': 'conflict',
  // Rows of a table cannot be read; `fields` names the first of them by line.
  'training/table-damaged': 'unprocessable',
  // Other people, or the same ones otherwise, stand in the roster since the difference was shown.
  'training/changed-since': 'conflict',
  // Another number of rows was begun under this batch, or it is being taken back.
  'training/other-batch': 'conflict',
  'training/already-undone': 'conflict',
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
