/** How a party keeps an obligation. `not-reported` is never drawn or counted like `not-met` or `met`. Order of the legend. */
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

/** Whether a piece was only said by a party, or arose from work. */
export const ORIGINS = ['declared', 'arose'] as const;
export type Origin = (typeof ORIGINS)[number];
