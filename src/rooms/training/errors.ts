import { defineErrors } from '#kernel/errors.ts';

export const TRAINING_ERRORS = defineErrors({
  'training/unknown-module': 'unprocessable',
  'training/unknown-lesson': 'unprocessable',
  'training/unknown-trainees': 'unprocessable',
  'training/class-days': 'unprocessable',
  'training/class-over': 'conflict',
  'training/slip-refused': 'unauthenticated',
  'training/slip-closed': 'too-many',
  'training/session-over': 'unauthenticated',
  'training/no-check': 'not-found',
  'training/tries-used': 'conflict',
  'training/passed-already': 'conflict',
  'training/not-passed': 'conflict',
  'training/other-text': 'conflict',
});
