import { defineErrors } from '#kernel/errors.ts';

export const LOG_ERRORS = defineErrors({
  // The key is damaged, or is not that of a witness.
  'log/not-a-witness-key': 'unprocessable',
  // The address is on this machine, or on its own link.
  'log/not-outside': 'unprocessable',
  'log/witness-enrolled': 'conflict',
  // The person who asked cannot approve, not even in one-person mode.
  'log/second-person-needed': 'forbidden',
  'log/erasure-asked': 'conflict',
  'log/nothing-published': 'conflict',
});
