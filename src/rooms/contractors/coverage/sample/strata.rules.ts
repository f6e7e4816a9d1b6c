/** How the contracts are divided before the draw. */
export const STRATA = ['none', 'value', 'operation'] as const;
export type Strata = (typeof STRATA)[number];

/** The largest value of each stratum by value, in euros. They are of this project; the evidence of a sample names the stratum of each contract. */
const MAX_EUROS = [100_000, 1_000_000, 10_000_000] as const;

export type Drawable = { readonly number: string; readonly valueEur: string | null; readonly operation: string | null };

/** The stratum of a contract. What is not known has a stratum of its own, so that it is never left out. Pure. */
export function stratumOf({ valueEur, operation }: Omit<Drawable, 'number'>, by: Strata): string {
  if (by === 'none') return 'all';
  if (by === 'operation') return operation ?? 'no-operation';
  if (valueEur === null) return 'value-unknown';
  const most = MAX_EUROS.find((one) => Number(valueEur) <= one);
  return most === undefined ? `over-${MAX_EUROS.at(-1)}` : `up-to-${most}`;
}
