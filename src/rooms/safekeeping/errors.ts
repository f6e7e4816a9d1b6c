import { defineErrors } from '#kernel/errors.ts';

export const SAFEKEEPING_ERRORS = defineErrors({
  // Nobody of this installation has this id.
  'safekeeping/nobody': 'unprocessable',
  // A hold on the same person, or on everything, is open already.
  'safekeeping/held-already': 'conflict',
  'safekeeping/lifted-already': 'conflict',
});
