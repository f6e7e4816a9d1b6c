import { defineErrors } from '#kernel/errors.ts';

/** An id that the edition does not have. `unprocessable`: the request was well formed, but names something that does not exist in the policy. */
export const policyErrors = defineErrors({
  'policy/unknown-edition': 'unprocessable',
  'policy/unknown-clause': 'unprocessable',
  'policy/unknown-obligation': 'unprocessable',
  'policy/unknown-parameter': 'unprocessable',
  'policy/unknown-evidence-kind': 'unprocessable',
  'policy/unknown-instrument': 'unprocessable',
  'policy/unknown-questionnaire': 'unprocessable',
});
