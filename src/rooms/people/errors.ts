import { defineErrors } from '#kernel/errors.ts';

export const PEOPLE_ERRORS = defineErrors({
  // Says the same for a wrong address, a wrong password and a closed account.
  'people/sign-in-failed': 'unauthenticated',
  // A one-time link that was used, replaced, or has run out.
  'people/link-spent': 'not-found',
  // Somebody else must give this, or it is not yours to give.
  'people/grant-refused': 'forbidden',
  // The last holder of headquarters' policy office cannot leave it empty.
  'people/grant-stays': 'conflict',
  'people/nobody-there': 'not-found',
  // Nobody passes on more than they have themselves.
  'people/label-above': 'forbidden',
  'people/unit-elsewhere': 'unprocessable',
  'people/rotation-elsewhere': 'unprocessable',
  'people/not-an-operation': 'unprocessable',
  'people/over-already': 'unprocessable',
  'people/address-taken': 'conflict',
  'people/party-needed': 'unprocessable',
});
