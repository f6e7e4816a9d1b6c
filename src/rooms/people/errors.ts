import { defineErrors } from '#kernel/errors.ts';
import { defineConstraints } from '#platform/database-error.ts';

export const PEOPLE_ERRORS = defineErrors({
  // The same answer for a wrong address, a wrong password and a closed account.
  'people/sign-in-failed': 'unauthenticated',
  // Sign-in failed at this address before, whether or not an account has it, or many people sign in at once: the client must solve `challenge` first.
  'people/work-asked': 'too-many',
  // The pending sign-in expired, failed too often, or waits for another step.
  'people/attempt-over': 'unauthenticated',
  'people/code-refused': 'unauthenticated',
  // Too many wrong codes: `seconds` until codes are accepted again. Recovery codes and passkeys still work.
  'people/code-closed': 'too-many',
  // The code does not match the secret that was just shown.
  'people/set-up-code-wrong': 'unprocessable',
  // Changing a second factor requires a session that is only a few minutes old.
  'people/sign-in-again': 'forbidden',
  // An account with a password must keep at least one second factor.
  'people/last-factor': 'conflict',
  'people/present-password-wrong': 'unprocessable',
  // The password is common, a keyboard row, a repetition, or the person's own name or address.
  'people/password-common': 'unprocessable',
  // The account has no password.
  'people/no-password': 'conflict',
  // The same answer for an unknown passkey, a removed one, a false signature and an expired challenge.
  'people/passkey-refused': 'unauthenticated',
  // Its counter went back: two devices hold the key.
  'people/passkey-copied': 'unauthenticated',
  'people/last-passkey': 'conflict',
  'people/too-many-passkeys': 'conflict',
  // A person who signs in by single sign-on has no other credential: the provider decides who may.
  'people/provider-decides': 'conflict',
  // The list of single sign-on does not name this person: no account, no session.
  'people/not-listed': 'forbidden',
  'people/single-sign-on-failed': 'unauthenticated',
  'people/single-sign-on-away': 'unavailable',
  // The first person signs in by the one-time link, or by a list that names them for the policy office.
  'people/first-person-first': 'conflict',
  // A one-time link that was used, replaced, or has expired.
  'people/link-spent': 'not-found',
  // Another person must give this grant, or the caller may not give it.
  'people/grant-refused': 'forbidden',
  // The last holder of headquarters' policy office cannot end that grant.
  'people/grant-stays': 'conflict',
  // A reviewer assignment in a review round: the policy office assigns the successor.
  'people/assignment-stays': 'conflict',
  'people/nobody-there': 'not-found',
  // No person may give a higher label than their own.
  'people/label-above': 'forbidden',
  'people/unit-elsewhere': 'unprocessable',
  'people/rotation-elsewhere': 'unprocessable',
  'people/not-an-operation': 'unprocessable',
  'people/over-already': 'unprocessable',
  'people/not-yours': 'not-found',
  'people/handed-over-already': 'conflict',
  // The list of single sign-on gives and ends this grant.
  'people/list-decides': 'conflict',
  'people/nothing-to-decide': 'not-found',
  // A role of the hand-over ended after it was handed over: it was revoked, or its own last day has passed.
  'people/role-ended': 'conflict',
  'people/reason-needed': 'unprocessable',
  // A grant was given or ended after the sheet was opened: nothing was signed.
  'people/review-incomplete': 'conflict',
  // A password, a passkey or single sign-on opens this account: it needs no link.
  'people/account-open': 'conflict',
  'people/address-taken': 'conflict',
  'people/party-needed': 'unprocessable',
});

defineConstraints({ person_email_key: 'people/address-taken' });
