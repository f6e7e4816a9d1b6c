import { defineErrors } from '#kernel/errors.ts';

export const COOPERATION_ERRORS = defineErrors({
  'cooperation/not-in-this-state': 'conflict',
  'cooperation/day-to-come': 'unprocessable',
  'cooperation/before-the-step-before': 'unprocessable',
  // Partners, organisations and contributing nations can be consulted; firms and bodies cannot.
  'cooperation/not-consulted': 'unprocessable',
});
