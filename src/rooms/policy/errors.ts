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
});
