import { defineErrors } from '#kernel/errors.ts';

export const reportingErrors = defineErrors({
  'reporting/not-in-this-state': 'conflict',
  'reporting/opened-already': 'conflict',
  // A questionnaire was sent under this version with other words.
  'reporting/questionnaire-changed': 'conflict',
  'reporting/not-asked': 'unprocessable',
  'reporting/section-of-others': 'forbidden',
  'reporting/nothing-to-confirm': 'unprocessable',
  'reporting/value-missing': 'unprocessable',
  'reporting/value-wrong': 'unprocessable',
  'reporting/nil-not-zero': 'unprocessable',
  // Given elsewhere, but the document it stands in is not named.
  'reporting/document-needed': 'unprocessable',
  'reporting/unknown-document': 'unprocessable',
  'reporting/questions-open': 'unprocessable',
  // No form of a return, or one whose marks were taken out.
  'reporting/file-foreign': 'unprocessable',
  // The form of another return, or of this one under other questions.
  'reporting/file-of-another': 'unprocessable',
  // Places of a form that cannot be taken.
  'reporting/choice-unknown': 'unprocessable',
  'reporting/form-too-long': 'unprocessable',
  'reporting/form-twice': 'unprocessable',
  // A link has no clearance.
  'reporting/labelled-not-linked': 'conflict',
  // A link nobody gave out. Of one that was, whoever holds it is told why it opens nothing.
  'reporting/link-closed': 'not-found',
  'reporting/link-over': 'not-found',
  'reporting/link-withdrawn': 'not-found',
  'reporting/link-handed-back': 'not-found',
  // Its return is not open for answers at present.
  'reporting/link-resting': 'not-found',
  'reporting/link-too-often': 'too-many',
  // Of a plain form of a section: somebody else answered it since the form was opened; or it says two things at once.
  'reporting/answered-meanwhile': 'stale',
  'reporting/says-two-things': 'unprocessable',
});
