import { defineErrors } from '#kernel/errors.ts';

export const EVIDENCE_ERRORS = defineErrors({
  // The evidence item is in a state that does not allow this step.
  'evidence/not-in-this-state': 'conflict',
  // Only what was declared is changed by hand; the rest changes with the act that made it.
  'evidence/changes-at-its-source': 'forbidden',
  'evidence/day-to-come': 'unprocessable',
  // An obligation does not accept this status with this kind of evidence; stored, the item would hide an earlier one that counts.
  'evidence/status-not-accepted': 'unprocessable',
  // The document belongs to another party, was purged, or is not visible to this person.
  'evidence/unknown-document': 'unprocessable',
  // The file has a higher label than the evidence item that would show it, or is releasable to fewer parties.
  'evidence/file-label-differs': 'unprocessable',
  'evidence/second-person-needed': 'forbidden',
  // A request to purge is withdrawn only by the person who made it; others refuse it with a reason.
  'evidence/request-of-another': 'forbidden',
  'evidence/file-too-large': 'too-large',
  'evidence/file-empty': 'unprocessable',
  // The first bytes match no accepted kind of file.
  'evidence/file-kind-refused': 'wrong-type',
  // The extension belongs to another kind of file.
  'evidence/file-name-differs': 'unprocessable',
  // The office file cannot be inspected, or unpacks to more than such a file holds. `reason` says which.
  'evidence/archive-refused': 'unprocessable',
});
