import { defineErrors } from '#kernel/errors.ts';

export const returnsErrors = defineErrors({
  'returns/not-in-this-state': 'conflict',
  'returns/opened-already': 'conflict',
  // A questionnaire was sent under this version with other words.
  'returns/questionnaire-changed': 'conflict',
  'returns/not-asked': 'unprocessable',
  'returns/section-of-others': 'forbidden',
  'returns/nothing-to-confirm': 'unprocessable',
  'returns/value-missing': 'unprocessable',
  'returns/value-wrong': 'unprocessable',
  'returns/nil-not-zero': 'unprocessable',
  // Given elsewhere, but the document it stands in is not named.
  'returns/document-needed': 'unprocessable',
  'returns/unknown-document': 'unprocessable',
  'returns/questions-open': 'unprocessable',
  // No form of a return, or one whose marks were taken out.
  'returns/file-foreign': 'unprocessable',
  // The form of another return, or of this one under other questions.
  'returns/file-of-another': 'unprocessable',
  // Places of a form that cannot be taken.
  'returns/choice-unknown': 'unprocessable',
  'returns/form-too-long': 'unprocessable',
  'returns/form-twice': 'unprocessable',
  // A link has no clearance.
  'returns/labelled-not-linked': 'conflict',
  // A link nobody gave out. Of one that was, whoever holds it is told why it opens nothing.
  'returns/link-closed': 'not-found',
  'returns/link-over': 'not-found',
  'returns/link-withdrawn': 'not-found',
  'returns/link-handed-back': 'not-found',
  // Its return is not open for answers at present.
  'returns/link-resting': 'not-found',
  'returns/link-too-often': 'too-many',
  // Of a plain form of a section: somebody else answered it since the form was opened; or it says two things at once.
  'returns/answered-meanwhile': 'stale',
  'returns/says-two-things': 'unprocessable',
});
