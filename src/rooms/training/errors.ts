import { defineErrors } from '#kernel/errors.ts';

export const TRAINING_ERRORS = defineErrors({
  'training/unknown-module': 'unprocessable',
  'training/unknown-lesson': 'unprocessable',
});
