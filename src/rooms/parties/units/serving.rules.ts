import type { PartyView } from '../party-view.schema.ts';

/** Codes of the operations in which units of a party serve on a day, as far as this reader may see its units. An Ally serves so without a confirmed contribution. */
export function servesIn({ units }: { units: readonly Pick<PartyView['units'][number], 'rotations'>[] }, day: string): string[] {
  const rotations = units
    .flatMap((unit) => unit.rotations)
    .filter((one) => one.from <= day && (one.handOver === null || one.handOver >= day));
  return [...new Set(rotations.map((one) => one.operation.code))].sort();
}

/** Codes of the operations that a party takes part in on a day: by a confirmed contribution, or with its units. */
export function operationsOf(party: Pick<PartyView, 'contributions' | 'units'>, day: string): string[] {
  return [...new Set([...party.contributions.map((one) => one.operation), ...servesIn(party, day)])].sort();
}
