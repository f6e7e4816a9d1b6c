import { defineErrors } from '#kernel/errors.ts';

export const COMMITMENTS_ERRORS = defineErrors({
  // Comply, equivalent and explain are answers only to an expectation on a contributor.
  'commitments/not-an-expectation': 'unprocessable',
  'commitments/reason-needed': 'unprocessable',
  'commitments/sources-agree': 'unprocessable',
});
