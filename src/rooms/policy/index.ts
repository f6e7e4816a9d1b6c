import type {} from '#platform/platform.ts';
import type { Catalogue } from './catalogue.ts';

/** The public interface of the room: what other rooms and the start may call. */
export type { Edition } from './catalogue.ts';
export {
  currentCatalogue,
  currentEdition,
  currentPolicies,
  loadPolicyDecisions,
  POLICIES_FOLDER,
  parameterInForce,
  setPolicies,
  shippedEdition,
} from './current.ts';
export { policySearch, wordsOfEdition } from './editions/search-policy.ts';
export { syncEdition } from './files/edition.store.ts';
export { importEdition } from './files/import-edition.ts';
export { type EditionContent, loadEdition, loadPolicies } from './files/policy-files.ts';
export { readOnce } from './files/read-once.ts';
export { DamagedPolicy, type Fault, lineOf, readChecked } from './files/source-file.ts';
export { writeEdition } from './files/write-edition.ts';
export { numberWithDagger, obligationNumber } from './obligation-number.rules.ts';
export { oscalCatalog } from './oscal/oscal.ts';
export { readOscal } from './oscal/read-oscal.ts';
export { reminderDays } from './parameters/reminder-days.ts';
export { BothLanguages, type EvidenceKind, type Obligation, OriginTag, type Strength } from './policy.schema.ts';
export { Check } from './questionnaires/check.schema.ts';
export type { Elsewhere } from './questionnaires/elsewhere.schema.ts';
export { pagesOf } from './questionnaires/page.rules.ts';
export { QUESTION_TYPES, type QuestionType } from './questionnaires/question-types.rules.ts';
export { Question, Questionnaire, QuestionnaireSection } from './questionnaires/questionnaire.schema.ts';

declare module '#platform/platform.ts' {
  interface Services {
    /** The policies of this installation. */
    readonly catalogue: Catalogue;
  }
}
