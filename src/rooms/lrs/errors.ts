import { defineErrors } from '#kernel/errors.ts';
import { defineConstraints } from '#platform/database-error.ts';

/** `at` names the place in the request, as `0.actor.mbox`; the value is never repeated. */
export const LRS_ERRORS = defineErrors({
  'lrs/missing': 'invalid',
  'lrs/unknown-property': 'invalid',
  'lrs/wrong-form': 'invalid',
  'lrs/not-together': 'invalid',
  'lrs/same-id-twice': 'invalid',
  'lrs/voids-a-voiding': 'invalid',
  'lrs/other-content': 'conflict',
  'lrs/version-unknown': 'invalid',
  'lrs/parameter-unknown': 'invalid',
  'lrs/parameter-missing': 'invalid',
  'lrs/parameter-wrong': 'invalid',
  'lrs/multipart-damaged': 'invalid',
  'lrs/attachment-missing': 'invalid',
  'lrs/attachment-unasked': 'invalid',
  'lrs/attachment-wrong': 'invalid',
  'lrs/signature-wrong': 'invalid',
  'lrs/not-json': 'invalid',
  'lrs/too-many-parts': 'too-large',
  'lrs/no-merge': 'invalid',
  'lrs/credential-wrong': 'unauthenticated',
  'lrs/too-many-wrong': 'too-many',
  'lrs/changed-meanwhile': 'stale',
  'lrs/say-which-document': 'conflict',
  'lrs/say-what-you-expect': 'invalid',
});

// The key of a statement: its source and its id. On a conflict none of the request's statements is stored.
defineConstraints({ statement_pkey: 'lrs/other-content' });
