/** What can be wrong with a well-formed questionnaire. Each has a text `fault.<kind>`. */
export type QuestionnaireProblemKind =
  | 'duplicate-id'
  | 'unknown-obligation'
  | 'unknown-evidence-kind'
  | 'unknown-instrument'
  | 'evidence-not-asked'
  | 'options-missing'
  | 'options-unused'
  | 'shown-by-later'
  | 'shown-by-unknown-answer'
  | 'unknown-questionnaire'
  | 'unknown-question'
  | 'not-on-joining-list'
  | 'page-out-of-order'
  | 'page-too-long'
  | 'not-a-figure'
  | 'check-across-sections';
export type QuestionnaireProblem = { path: (string | number)[]; kind: QuestionnaireProblemKind; id: string };
