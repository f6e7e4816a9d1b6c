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
  'contractors/no-table': 'unprocessable',
  'contractors/too-many-rows': 'unprocessable',
  'contractors/rows-with-faults': 'unprocessable',
  'contractors/nothing-to-import': 'unprocessable',
  // Somebody changed a contract of the table since it was previewed.
  'contractors/changed-since': 'conflict',
  'contractors/already-undone': 'conflict',
  'contractors/column-missing': 'unprocessable',
  'contractors/rate-known': 'conflict',
});

defineConstraints({ contract_party_id_number_key: 'contractors/number-taken', rate_pkey: 'contractors/rate-known' });
