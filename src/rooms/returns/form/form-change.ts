import type { Given } from '../answers/answer.rules.ts';
import type { GivenProvision, ProvisionView } from '../answers/provisions/provision.schema.ts';

/** One answer of a form that differs from the stored one and can be imported. */
export type Change = {
  readonly questionId: string;
  readonly given: Given & { readonly note: string | null };
  /** The stored version that the import overwrites. */
  readonly version: number;
  /** Another user changed the answer here since the form was downloaded. */
  readonly overtaken: boolean;
  /** Whether the question is asked once the whole form is imported. If not, its answer is stored but not submitted. */
  readonly asked: boolean;
};

/** A provision of a form that differs from what is recorded and can be imported. `overtaken`: it was changed here since the form was downloaded. */
export type LawChange = { readonly given: GivenProvision; readonly before: ProvisionView | null; readonly overtaken: boolean };
