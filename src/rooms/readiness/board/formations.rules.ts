import { colourOf } from '../needs/training.rules.ts';
import type { BoardLine } from './board.schema.ts';

/** A unit and its superior unit, as far as the reader may see them. */
export type UnitAbove = { readonly name: string; readonly superiorId: string | null };

/**
 * Totals for superior units: each unit that has at least two rows on the board among itself and the units under it, with the people of all of these. Pure.
 * Sorted by name; each row also names its own superior.
 */
export function formationsOf(
  lines: readonly BoardLine[],
  units: ReadonlyMap<string, UnitAbove>,
  limits: { target: number; floor: number },
): BoardLine[] {
  const under = new Map<string, BoardLine[]>();
  for (const line of lines) for (const above of superiorsOf(line.unitId, units)) under.set(above, [...(under.get(above) ?? []), line]);
  return (
    [...under]
      .map(([unitId, below]) => ({ unitId, all: [...below, ...lines.filter((line) => line.unitId === unitId)] }))
      // For a single unit its own row already says everything.
      .filter(({ all }) => all.length > 1)
      .map(({ unitId, all }): BoardLine => {
        const [persons, ready] = [sum(all, (line) => line.persons), sum(all, (line) => line.ready)];
        const missing = Map.groupBy(
          all.flatMap((line) => line.missing),
          ({ module }) => module,
        );
        return {
          ...{ partyId: all[0]!.partyId, party: all[0]!.party, unitId, unit: units.get(unitId)!.name, persons, ready },
          colour: colourOf(ready, persons, limits),
          missing: [...missing]
            .map(([module, some]) => ({ module, persons: sum(some, (one) => one.persons) }))
            .toSorted((a, b) => b.persons - a.persons),
        };
      })
      .toSorted((a, b) => a.party.en.localeCompare(b.party.en) || a.unit!.localeCompare(b.unit!))
  );
}

function superiorsOf(unitId: string | null, units: ReadonlyMap<string, UnitAbove>): string[] {
  const found: string[] = [];
  for (
    let at = unitId && units.get(unitId)?.superiorId;
    at && at !== unitId && units.has(at) && !found.includes(at);
    at = units.get(at)!.superiorId
  )
    found.push(at);
  return found;
}

const sum = <T>(list: readonly T[], of: (one: T) => number) => list.reduce((total, one) => total + of(one), 0);
