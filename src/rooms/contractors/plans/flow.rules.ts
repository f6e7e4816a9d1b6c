/**
 * How the clause reaches a firm under a contract (P5f.2). `covered`: it and every firm above it has the clause in its contract. `breaks`: it has not.
 * `below-break`: a firm above it has not, so it is not covered through that firm. `not-known`: of it, or of a firm above it, nobody knows.
 */
export const FLOWS = ['covered', 'breaks', 'below-break', 'not-known'] as const;
export type Flow = (typeof FLOWS)[number];

/** How the clause reaches each firm, by id. `flows`: whether its own contract carries the clause; null: not known. Pure. */
export function flowOf(members: readonly { id: string; parentId: string | null; flows: boolean | null }[]): Map<string, Flow> {
  const byId = new Map(members.map((one) => [one.id, one]));
  const found = new Map<string, Flow>();
  const decide = (id: string): Flow => {
    const known = found.get(id);
    if (known !== undefined) return known;
    const { parentId, flows } = byId.get(id)!;
    const above: Flow = parentId !== null && byId.has(parentId) ? decide(parentId) : 'covered';
    const flow =
      above === 'breaks' || above === 'below-break'
        ? 'below-break'
        : flows === false
          ? 'breaks'
          : above === 'covered' && flows === true
            ? 'covered'
            : 'not-known';
    found.set(id, flow);
    return flow;
  };
  for (const { id } of members) decide(id);
  return found;
}
