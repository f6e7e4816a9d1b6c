/** How many people a party has on one named day, and by which source. */
export type Strength = { readonly persons: number; readonly statedFor: string; readonly source: string };

/** From how many percent of the stated strength a roster is whole. A note next to the figure says when it is below or above the range. */
export const WHOLE_ROSTER = { from: 90, to: 100 } as const;

/** How a roster compares with the stated strength. `none`: no strength is stated. */
export const COVERAGES = ['none', 'below', 'within', 'above'] as const;
export type Coverage = (typeof COVERAGES)[number];

/** The roster in percent of the stated strength, rounded down. */
export function percentOf(roster: number, strength: Strength): number {
  return Math.floor((roster * 100) / strength.persons);
}

/** Compares a roster with the stated strength. */
export function coverageOf(roster: number, strength: Strength | null): Coverage {
  if (strength === null) return 'none';
  const part = roster / strength.persons;
  return part * 100 < WHOLE_ROSTER.from ? 'below' : part * 100 > WHOLE_ROSTER.to ? 'above' : 'within';
}

/** Whether a share of the roster may show an obligation as met: a strength is stated, and the roster covers it. People who are on no roster are unknown, not untrained. */
export function mayBeMet(coverage: Coverage): boolean {
  return coverage === 'within' || coverage === 'above';
}
