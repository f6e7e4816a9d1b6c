import { defineErrors } from '#kernel/errors.ts';

export const REPORTS_ERRORS = defineErrors({
  // Only operations and nations keep a list of help.
  'reports/no-help-list': 'unprocessable',
  // A place is in a nation.
  'reports/not-a-country': 'unprocessable',
  'reports/address-taken': 'conflict',
  // Both times or neither, and none without days.
  'reports/hours-unfit': 'unprocessable',
  'reports/test-to-come': 'unprocessable',
  'reports/test-before-the-last': 'unprocessable',
  // A page without a single number that somebody answered would send people nowhere.
  'reports/nothing-to-call': 'conflict',
});
