/**
 * How a party keeps an obligation. `nothing-to-report` is a signed nil return, `zero-received` says that a channel received nothing, `not-reported` that nothing
 * is known, `not-asked` that nobody asked: none of the four is ever drawn or counted like another, like `not-met` or like `met`. In the order of the legend.
 */
export const STATUSES = [
  'met',
  'partly-met',
  'not-met',
  'met-stale',
  'in-progress',
  'not-started',
  'nothing-to-report',
  'zero-received',
  'not-reported',
  'not-asked',
  'not-applicable',
] as const;
export type Status = (typeof STATUSES)[number];

/** Whether nothing was received: it may not have been asked for. */
export const isSilent = (status: Status | 'not-rated'): boolean => status === 'not-reported' || status === 'not-asked';

/**
 * Where an evidence item comes from: counted by the program from work in a room, rated by an adopted review, read from a public source, or declared by people.
 * The order is the default order of precedence (docs/decisions/054).
 */
export const ORIGINS = ['measured', 'rated', 'public-source', 'declared'] as const;
export type Origin = (typeof ORIGINS)[number];

/**
 * What one evidence item says about the obligations it names. `nil` is a full submission that nothing occurred in the period; `zero` says only that nothing was
 * received; `informs` never decides a status.
 */
export const SAYS = ['met', 'partly-met', 'not-met', 'in-progress', 'not-started', 'nil', 'zero', 'informs'] as const;
export type Says = (typeof SAYS)[number];
