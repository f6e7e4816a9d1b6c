import { defineErrors } from '#kernel/errors.ts';

export const LOG_ERRORS = defineErrors({
  // The key is damaged, or is not that of an outside check.
  'log/not-a-witness-key': 'unprocessable',
  // It would stand on this machine, or on its link only.
  'log/not-outside': 'unprocessable',
  'log/witness-enrolled': 'conflict',
  // The one who asked cannot approve, not even alone in an installation.
  'log/second-person-needed': 'forbidden',
  'log/erasure-asked': 'conflict',
  'log/nothing-published': 'conflict',
});
