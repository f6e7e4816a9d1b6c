import type {} from '#platform/platform.ts';
import type { Catalogue } from './catalogue.ts';

export { type Catalogue, type Edition, makeCatalogue, makeEdition } from './catalogue.ts';
export { currentCatalogue, currentEdition, POLICIES_FOLDER, useCatalogue } from './current.ts';
export { policyErrors } from './errors.ts';
export { policyFingerprint } from './fingerprint.ts';
export {
  BothLanguages,
  type Clause,
  type CrosswalkRow,
  EditionData,
  type EvidenceKind,
  type Instrument,
  type Obligation,
  ORIGIN_TAGS,
  type OriginTag,
  type Parameter,
  type Reading,
  STRENGTHS,
  type Strength,
} from './policy.schema.ts';
export { syncEdition } from './policy.store.ts';
export { DamagedPolicy, type Fault, loadEdition, loadPolicies } from './policy-files.ts';

declare module '#platform/platform.ts' {
  interface Services {
    /** The policies this installation carries. */
    readonly catalogue: Catalogue;
  }
}
