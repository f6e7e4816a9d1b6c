import type {} from '#platform/platform.ts';
import type { Catalogue } from './catalogue.ts';

/** The door of the room: what other rooms and the start may call. */
export type { Edition } from './catalogue.ts';
export { currentCatalogue, currentEdition, POLICIES_FOLDER } from './current.ts';
export { dutyNumber, markedNumber } from './duty-number.rules.ts';
export type { Elsewhere } from './elsewhere.schema.ts';
export { oscalCatalog } from './oscal.ts';
export type { Obligation, Strength } from './policy.schema.ts';
export { syncEdition } from './policy.store.ts';
export { DamagedPolicy, loadPolicies } from './policy-files.ts';
export { Question, Questionnaire, QuestionnaireSection } from './questionnaire.schema.ts';

declare module '#platform/platform.ts' {
  interface Services {
    /** The policies this installation carries. */
    readonly catalogue: Catalogue;
  }
}
