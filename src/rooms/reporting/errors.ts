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
  // Unknown, over, withdrawn, handed back, used too often, or its return is not open for answers: one answer for all of them.
  'reporting/link-closed': 'not-found',
});
