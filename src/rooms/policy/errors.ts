import { defineErrors } from '#kernel/errors.ts';

/** An id that the edition does not have. `unprocessable`: the request is well formed, but names something that the policy does not contain. */
export const policyErrors = defineErrors({
  'policy/unknown-edition': 'unprocessable',
  'policy/unknown-clause': 'unprocessable',
  'policy/unknown-obligation': 'unprocessable',
  'policy/unknown-parameter': 'unprocessable',
  'policy/unknown-evidence-kind': 'unprocessable',
  'policy/unknown-instrument': 'unprocessable',
  'policy/unknown-questionnaire': 'unprocessable',
  // Another person recorded, replaced or removed the text meanwhile.
  'policy/text-changed': 'conflict',
  'policy/read-in-future': 'invalid',
  // A parameter: a value of another type or outside the limits of its unit, a day that has begun, a decision that another person made meanwhile.
  'policy/value-unfit': 'invalid',
  'policy/instrument-unknown': 'invalid',
  'policy/not-later': 'invalid',
  'policy/value-in-force': 'conflict',
  'policy/decided-meanwhile': 'conflict',
  // An edition at the desk: the uploaded file, its content, and what is decided on it.
  'policy/upload-unreadable': 'unprocessable',
  'policy/upload-too-large': 'too-large',
  'policy/catalog-changed': 'unprocessable',
  'policy/edition-faulty': 'unprocessable',
  'policy/edition-not-in-this-state': 'conflict',
  'policy/edition-outdated': 'conflict',
  'policy/day-taken': 'conflict',
  'policy/consulted-in-future': 'invalid',
  'policy/consultation-unfit': 'unprocessable',
});
