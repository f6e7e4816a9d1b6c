import { defineErrors } from '#kernel/errors.ts';

export const EVIDENCE_ERRORS = defineErrors({
  // The piece is in a state in which this cannot be done.
  'evidence/not-in-this-state': 'conflict',
  'evidence/day-to-come': 'unprocessable',
  // The document is of another party, was purged, or does not exist for this person.
  'evidence/unknown-document': 'unprocessable',
  // The file is labelled higher than the piece that is to show it, or releasable to fewer.
  'evidence/file-label-differs': 'unprocessable',
  'evidence/second-person-needed': 'forbidden',
  'evidence/file-too-large': 'too-large',
  'evidence/file-empty': 'unprocessable',
  // The first bytes are of no kind that is kept here.
  'evidence/file-kind-refused': 'wrong-type',
  // The name ends in what another kind of file ends in.
  'evidence/file-name-differs': 'unprocessable',
  // An office file that cannot be looked through, or unpacks to more than such a file has. `reason` says which.
  'evidence/archive-refused': 'unprocessable',
});
