import { defineErrors } from '#kernel/errors.ts';
import { defineConstraints } from '#platform/database-error.ts';

export const PEOPLE_ERRORS = defineErrors({
  // Says the same for a wrong address, a wrong password and a closed account.
  'people/sign-in-failed': 'unauthenticated',
  // Somebody failed at this address before, whether or not anybody has it, or many sign in at once: `challenge` is to be worked on.
  'people/work-asked': 'too-many',
  // The sign-in under way ran out, failed too often, or waits for something else.
  'people/attempt-over': 'unauthenticated',
  'people/code-refused': 'unauthenticated',
  // Too many wrong codes: `seconds` until the next counts. Recovery codes and passkeys stay open.
  'people/code-closed': 'too-many',
  // The code does not belong to the secret that was just shown.
  'people/set-up-code-wrong': 'unprocessable',
  // A second factor is changed only in a session that is a few minutes old.
  'people/sign-in-again': 'forbidden',
  // An account with a password must keep one second factor.
  'people/last-factor': 'conflict',
  'people/present-password-wrong': 'unprocessable',
  // Common, a row, a repetition, or the person's own name or address.
  'people/password-common': 'unprocessable',
  // The account is entered without a password.
  'people/no-password': 'conflict',
  // Says the same for a passkey nobody has, one that was removed, a false signature and a challenge that ran out.
  'people/passkey-refused': 'unauthenticated',
  // Its counter went back: two devices hold it.
  'people/passkey-copied': 'unauthenticated',
  'people/last-passkey': 'conflict',
  'people/too-many-passkeys': 'conflict',
  // Whoever comes in by single sign-on has no other way in: their provider says who may.
  'people/provider-decides': 'conflict',
  // Nobody listed this person for single sign-on: no account, no session.
  'people/not-listed': 'forbidden',
  'people/single-sign-on-failed': 'unauthenticated',
  'people/single-sign-on-away': 'unavailable',
  // The first person comes in by the one-time link, or listed for the policy office.
  'people/first-person-first': 'conflict',
  // A one-time link that was used, replaced, or has run out.
  'people/link-spent': 'not-found',
  // Somebody else must give this, or it is not yours to give.
  'people/grant-refused': 'forbidden',
  // The last holder of headquarters' policy office cannot leave it empty.
  'people/grant-stays': 'conflict',
  // A seat in a review round: the policy office seats whoever comes after.
  'people/seat-stays': 'conflict',
  'people/nobody-there': 'not-found',
  // Nobody passes on more than they have themselves.
  'people/label-above': 'forbidden',
  'people/unit-elsewhere': 'unprocessable',
  'people/rotation-elsewhere': 'unprocessable',
  'people/not-an-operation': 'unprocessable',
  'people/over-already': 'unprocessable',
  'people/not-yours': 'not-found',
  'people/handed-over-already': 'conflict',
  'people/nothing-to-decide': 'not-found',
  'people/reason-needed': 'unprocessable',
  // A grant was given or ended since the sheet was opened: nothing was signed.
  'people/review-incomplete': 'conflict',
  'people/address-taken': 'conflict',
  'people/party-needed': 'unprocessable',
});

defineConstraints({ person_email_key: 'people/address-taken' });
