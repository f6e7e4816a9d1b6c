import { defineErrors } from '#kernel/errors.ts';

export const COMMITMENTS_ERRORS = defineErrors({
  // Comply, equivalent or explain answers only what is expected of a contributor.
  'commitments/not-an-expectation': 'unprocessable',
  'commitments/reason-needed': 'unprocessable',
});
