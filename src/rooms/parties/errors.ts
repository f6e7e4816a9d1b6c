import { defineErrors } from '#kernel/errors.ts';

export const PARTIES_ERRORS = defineErrors({
  'parties/code-taken': 'conflict',
  // A contribution, a rotation or an observed contribution names a party that is no operation.
  'parties/not-an-operation': 'unprocessable',
  // Only nations contribute.
  'parties/not-a-nation': 'unprocessable',
  'parties/outside-operation': 'unprocessable',
  'parties/overlapping': 'conflict',
  'parties/ends-before-start': 'unprocessable',
  // The new superior of a unit is the unit itself or below it.
  'parties/circle': 'unprocessable',
  'parties/already-recorded': 'conflict',
  // Rows of a list of holidays cannot be read; `fields` names each by line.
  'parties/holidays-damaged': 'unprocessable',
  // Another person corrected the membership after this reader loaded it.
  'parties/membership-replaced': 'conflict',
});
