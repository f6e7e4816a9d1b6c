import { defineErrors } from '#kernel/errors.ts';

/** Errors any room can meet. */
export const PLATFORM_ERRORS = defineErrors({
  'platform/invalid-input': 'unprocessable',
  'platform/unknown-page': 'unprocessable',
  'platform/malformed': 'invalid',
  'platform/duplicate-key': 'invalid',
  'platform/too-large': 'too-large',
  'platform/wrong-type': 'wrong-type',
  'platform/too-slow': 'too-slow',
  'platform/key-missing': 'invalid',
  'platform/key-reused': 'unprocessable',
  'platform/version-missing': 'invalid',
  'platform/wrong-address': 'misdirected',
  'platform/foreign-origin': 'forbidden',
  'platform/signed-out': 'unauthenticated',
  'platform/not-allowed': 'forbidden',
  'platform/not-found': 'not-found',
  'platform/conflict': 'conflict',
  'platform/stale': 'stale',
  'platform/database-lost': 'unavailable',
  'platform/busy': 'unavailable',
  // The queue of password derivations is full: nothing was checked, and no attempt was counted as failed.
  'platform/passwords-busy': 'unavailable',
  'platform/disk-full': 'full',
  // Above the highest label of this installation.
  'platform/label-too-high': 'unprocessable',
  // A label was lowered, or released to more parties, without a release decided by a second person.
  'platform/write-down': 'unprocessable',
  'platform/second-person': 'forbidden',
  'platform/unexpected': 'unexpected',
});
