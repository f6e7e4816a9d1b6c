/** How a party keeps an obligation. `not-reported` is never drawn or counted like `not-met` or `met`. In the order of the legend. */
export const STATUSES = [
  'met',
  'partly-met',
  'not-met',
  'met-stale',
  'in-progress',
  'not-started',
  'not-reported',
  'not-applicable',
] as const;
export type Status = (typeof STATUSES)[number];

/** Whether evidence was only declared by a party, or arose from work. */
export const ORIGINS = ['declared', 'arose'] as const;
export type Origin = (typeof ORIGINS)[number];

/**
 * What one evidence item says about the obligations it names. `nil` is a full submission that nothing occurred in the period; `zero` says only that nothing was
 * received; `informs` never decides a status.
 */
export const SAYS = ['met', 'partly-met', 'not-met', 'in-progress', 'not-started', 'nil', 'zero', 'informs'] as const;
export type Says = (typeof SAYS)[number];
