import { defineErrors } from '#kernel/errors.ts';

// The codes of the three rooms of training begin with the name of their schema.
export const READINESS_ERRORS = defineErrors({
  // records: it was revoked before.
  'training/record-already-revoked': 'conflict',
  // Nothing is left to ask for.
  'training/roster-exists': 'conflict',
  // Rows of a table cannot be read; `fields` names the first of them by line.
  'training/table-damaged': 'unprocessable',
  // The people on the roster changed since the preview.
  'training/changed-since': 'conflict',
  // The batch was begun with another number of rows, or it is being undone.
  'training/other-batch': 'conflict',
  'training/already-undone': 'conflict',
  // Nothing is left to waive: the module is covered on `day`, or it is not required of the person.
  'training/covered-already': 'conflict',
  'training/not-required': 'conflict',
  'training/waiver-over': 'conflict',
  // A person cannot grant a waiver to themselves.
  'training/own-waiver': 'forbidden',
  // Longer than the edition allows; `last` is the latest day.
  'training/waiver-too-long': 'unprocessable',
  // The requested day of a board is over.
  'training/day-gone': 'unprocessable',
  // Nobody on the roster is there on the day, so there is nothing to state.
  'training/nobody-counted': 'conflict',
  'training/unknown-elements': 'unprocessable',
  // None of the module's lessons has all its elements among those named.
  'training/carries-nothing': 'unprocessable',
  'training/signed-already': 'conflict',
  // The same person cannot sign as outgoing and incoming commander.
  'training/two-commanders': 'conflict',
  'training/reasons-needed': 'unprocessable',
  'training/no-workbook': 'wrong-type',
});
