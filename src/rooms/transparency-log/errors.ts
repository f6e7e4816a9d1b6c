import { defineErrors } from '#kernel/errors.ts';
import { defineConstraints } from '#platform/database-error.ts';

export const TRANSPARENCY_LOG_ERRORS = defineErrors({
  // The key is damaged, or is not that of a witness.
  'transparency-log/not-a-witness-key': 'unprocessable',
  // The address is on this machine, or on its own link.
  'transparency-log/not-outside': 'unprocessable',
  'transparency-log/witness-enrolled': 'conflict',
  // The same key is enrolled under another name, and would count twice toward the quorum.
  'transparency-log/witness-key-enrolled': 'conflict',
  // The person who asked can neither approve nor refuse, not even in one-person mode.
  'transparency-log/second-person-needed': 'forbidden',
  // Only the person who asked withdraws the request. The others may still refuse it.
  'transparency-log/request-of-another': 'conflict',
  'transparency-log/erasure-requested': 'conflict',
  'transparency-log/nothing-published': 'conflict',
});

defineConstraints({
  witness_name: 'transparency-log/witness-enrolled',
  witness_key: 'transparency-log/witness-key-enrolled',
  erasure_request: 'transparency-log/erasure-requested',
});
