import { defineErrors } from '#kernel/errors.ts';

export const SAFEKEEPING_ERRORS = defineErrors({
  // No person of this installation has this id.
  'safekeeping/nobody': 'unprocessable',
  // A hold on the same person, or on everything, is already open.
  'safekeeping/held-already': 'conflict',
  'safekeeping/lifted-already': 'conflict',
  // A hold on a person concerned, or on everything, is open. Readers of holds get the first error, with the reason; others get the second.
  'safekeeping/held': 'conflict',
  'safekeeping/held-back': 'conflict',
});
