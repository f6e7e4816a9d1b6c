import { defineErrors } from '#kernel/errors.ts';

export const SAFEKEEPING_ERRORS = defineErrors({
  // Nobody of this installation has this id.
  'safekeeping/nobody': 'unprocessable',
  // A hold on the same person, or on everything, is open already.
  'safekeeping/held-already': 'conflict',
  'safekeeping/lifted-already': 'conflict',
  // A hold is open on somebody concerned, or on everything. The first to who reads holds, with its reason; the second to others.
  'safekeeping/held': 'conflict',
  'safekeeping/held-back': 'conflict',
});
