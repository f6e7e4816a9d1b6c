import { defineErrors } from '#kernel/errors.ts';
import { defineConstraints } from '#platform/database-error.ts';

export const CONTRACTORS_ERRORS = defineErrors({
  // A party has one contract of a number.
  'contractors/number-taken': 'conflict',
  // Firms and partners let no contract here.
  'contractors/lets-no-contracts': 'unprocessable',
  'contractors/unknown-set': 'unprocessable',
  'contractors/not-a-firm': 'unprocessable',
  'contractors/not-an-operation': 'unprocessable',
  'contractors/not-in-this-state': 'conflict',
  'contractors/day-to-come': 'unprocessable',
  'contractors/amount-without-currency': 'unprocessable',
  'contractors/end-before-start': 'unprocessable',
  'contractors/other-contract': 'unprocessable',
});

defineConstraints({ contract_party_id_number_key: 'contractors/number-taken' });
