import { defineErrors } from '#kernel/errors.ts';

export const RETENTION_ERRORS = defineErrors({
  // No person of this installation has this id.
  'retention/nobody': 'unprocessable',
  // A hold on the same person, or on everything, is already open.
  'retention/held-already': 'conflict',
  'retention/lifted-already': 'conflict',
  // A hold on a person concerned, or on everything, is open. Readers of holds get the first error, with the reason; others get the second.
  'retention/held': 'conflict',
  'retention/held-back': 'conflict',
});
