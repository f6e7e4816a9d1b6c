import { defineErrors } from '#kernel/errors.ts';

export const returnsErrors = defineErrors({
  'returns/not-in-this-state': 'conflict',
  'returns/opened-already': 'conflict',
  // A questionnaire was already sent under this version with different content.
  'returns/questionnaire-changed': 'conflict',
  // The edition has no questionnaire for a party of this kind.
  'returns/no-questionnaire': 'unprocessable',
  'returns/not-asked': 'unprocessable',
  'returns/section-of-others': 'forbidden',
  'returns/nothing-to-confirm': 'unprocessable',
  'returns/value-missing': 'unprocessable',
  'returns/value-wrong': 'unprocessable',
  'returns/nil-not-zero': 'unprocessable',
  // Given elsewhere, but without the document that contains it.
  'returns/document-needed': 'unprocessable',
  'returns/unknown-document': 'unprocessable',
  'returns/questions-open': 'unprocessable',
  // Figures that do not pass a check are corrected or explained first. `checks` lists them with their sections and questions.
  'returns/checks-open': 'unprocessable',
  // Nothing to explain: the figures pass this check.
  'returns/check-passes': 'conflict',
  // A provision belongs to an article, and this question asks about none.
  'returns/no-article': 'unprocessable',
  // A provision that someone changed meanwhile, or that belongs to another article.
  'returns/provision-changed': 'conflict',
  // A part of a provision in a form that cannot be read. `field` names it.
  'returns/provision-wrong': 'unprocessable',
  'returns/penalty-without-unit': 'unprocessable',
  'returns/range-reversed': 'unprocessable',
  // Not a form of a return, or its identifying marks were removed.
  'returns/file-foreign': 'unprocessable',
  // The form of another return, or of this one with other questions.
  'returns/file-of-another': 'unprocessable',
  // Entries of a form that cannot be imported.
  'returns/choice-unknown': 'unprocessable',
  'returns/form-too-long': 'unprocessable',
  'returns/form-twice': 'unprocessable',
  // A link holder has no clearance.
  'returns/labelled-not-linked': 'conflict',
  // The link was never issued. For an issued one, the holder sees why it no longer works.
  'returns/link-closed': 'not-found',
  'returns/link-over': 'not-found',
  'returns/link-withdrawn': 'not-found',
  'returns/link-handed-back': 'not-found',
  // Its return is not open for answers at the moment.
  'returns/link-resting': 'not-found',
  'returns/link-too-often': 'too-many',
  // Plain form of a section: another user answered since the form was opened, or the form gives two answers at once.
  'returns/answered-meanwhile': 'stale',
  'returns/says-two-things': 'unprocessable',
});
