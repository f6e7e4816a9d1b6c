import { defineErrors } from '#kernel/errors.ts';

export const TRANSPARENCY_LOG_ERRORS = defineErrors({
  // The key is damaged, or is not that of a witness.
  'transparency-log/not-a-witness-key': 'unprocessable',
  // The address is on this machine, or on its own link.
  'transparency-log/not-outside': 'unprocessable',
  'transparency-log/witness-enrolled': 'conflict',
  // The person who asked cannot approve, not even in one-person mode.
  'transparency-log/second-person-needed': 'forbidden',
  'transparency-log/erasure-requested': 'conflict',
  'transparency-log/nothing-published': 'conflict',
});
