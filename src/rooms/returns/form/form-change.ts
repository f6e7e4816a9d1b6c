import type { Given } from '../answers/answer.rules.ts';

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
