import { defineErrors } from '#kernel/errors.ts';

export const PARTIES_ERRORS = defineErrors({
  'parties/code-taken': 'conflict',
  // A contribution, a rotation or a sighting names something that is no operation.
  'parties/not-an-operation': 'unprocessable',
  // Only nations contribute.
  'parties/not-a-nation': 'unprocessable',
  'parties/outside-operation': 'unprocessable',
  'parties/overlapping': 'conflict',
  'parties/ends-before-start': 'unprocessable',
  // A unit would stand under itself.
  'parties/circle': 'unprocessable',
  'parties/already-recorded': 'conflict',
  // Rows of a list of holidays cannot be read; `fields` names each by line.
  'parties/holidays-damaged': 'unprocessable',
  // Somebody said the membership better after this reader looked.
  'parties/membership-replaced': 'conflict',
});
