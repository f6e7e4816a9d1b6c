import type { Category } from '#rooms/courses/index.ts';

/** A person's entry in the roster, in ids. */
export type RosterPerson = {
  readonly category: Category;
  readonly roles: readonly string[];
  readonly unitId: string | null;
  readonly operationId: string | null;
  readonly rotationId: string | null;
  readonly arrivesOn: string | null;
  readonly leavesOn: string | null;
};

export const ROSTER_FIELDS = ['category', 'roles', 'unitId', 'operationId', 'arrivesOn', 'leavesOn'] as const;
export type RosterField = (typeof ROSTER_FIELDS)[number];

/** What a row changes of a person on the roster. A person who had left and is named again counts as changed. Pure. */
export function changedFields(stored: RosterPerson, imported: RosterPerson): RosterField[] {
  return ROSTER_FIELDS.filter((field) =>
    field === 'roles' ? [...stored.roles].sort().join() !== [...imported.roles].sort().join() : stored[field] !== imported[field],
  );
}

export type RotationFacts = {
  readonly id: string;
  readonly unitId: string;
  readonly operationId: string;
  readonly from: string;
  readonly handOver: string | null;
};

/**
 * The rotation a person arrives with: of their unit and operation, running on the day they arrive; the newest if there are two. Without an arrival day: none.
 * Pure.
 */
export function rotationOf(
  rotations: readonly RotationFacts[],
  { unitId, operationId, arrivesOn }: Pick<RosterPerson, 'unitId' | 'operationId' | 'arrivesOn'>,
): string | null {
  if (unitId === null || operationId === null || arrivesOn === null) return null;
  const fitting = rotations
    .filter((one) => one.unitId === unitId && one.operationId === operationId)
    // People who arrive some days before a rotation begins belong to it.
    .filter(({ handOver }) => handOver === null || arrivesOn < handOver)
    .toSorted((a, b) => a.from.localeCompare(b.from));
  return (fitting.findLast(({ from }) => from <= arrivesOn) ?? fitting[0])?.id ?? null;
}
