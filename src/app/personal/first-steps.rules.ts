import type { FirstStep } from '#rooms/people/index.ts';

/** What the register knows of the first steps. Null: this reader may not see it. */
export type FirstFigures = Record<FirstStep, { readonly n: number; readonly of: number } | null>;

/** `unknown`: this reader may not see the figure. */
export const STEP_STATES = ['done', 'open', 'aside', 'unknown'] as const;
export type StepState = (typeof STEP_STATES)[number];

/** The state of a step. It follows from the register alone; only an open step can be set aside. Where nobody can be counted, nothing is done. */
export function stepState(figure: FirstFigures[FirstStep], aside: boolean): StepState {
  if (figure === null) return 'unknown';
  if (figure.of > 0 && figure.n >= figure.of) return 'done';
  return aside ? 'aside' : 'open';
}

/** How many of the steps that this reader may see are settled (done or set aside), and the first that is open. */
export function progressOf<Step extends { readonly step: FirstStep; readonly state: StepState }>(
  steps: readonly Step[],
): { settled: number; of: number; next: FirstStep | null } {
  const seen = steps.filter(({ state }) => state !== 'unknown');
  const open = seen.filter(({ state }) => state === 'open');
  return { settled: seen.length - open.length, of: seen.length, next: open[0]?.step ?? null };
}
