import { defineErrors } from '#kernel/errors.ts';

export const COOPERATION_ERRORS = defineErrors({
  'cooperation/not-in-this-state': 'conflict',
  'cooperation/day-to-come': 'unprocessable',
  'cooperation/before-the-step-before': 'unprocessable',
  // A partner or an organisation of the register is consulted, or a nation that contributes; not a firm, not a body.
  'cooperation/not-consulted': 'unprocessable',
});
