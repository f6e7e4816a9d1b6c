import type { Given } from '../answers/answer.rules.ts';

/** One answer of a form that is not what stands: it can be taken. */
export type Change = {
  readonly questionId: string;
  readonly given: Given & { readonly note: string | null };
  /** The version that stands, to be written over. */
  readonly version: number;
  /** Somebody answered it here since the form went out. */
  readonly overtaken: boolean;
  /** Whether the question is asked, with everything in the form taken; what is not is kept, and not handed in. */
  readonly asked: boolean;
};
