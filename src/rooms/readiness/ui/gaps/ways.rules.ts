type OpenClass = {
  readonly partyId: string;
  readonly modules: readonly string[];
  readonly startsOn: string;
  readonly endsOn: string;
  readonly closedAt: string | null;
};

/** The classes of a party that teach a module and are not over today: the one that begins first leads. Pure. */
export function classesFor<Class extends OpenClass>(
  classes: readonly Class[],
  { partyId, module }: { readonly partyId: string; readonly module: string },
  today: string,
): Class[] {
  return classes
    .filter((one) => one.partyId === partyId && one.closedAt === null && one.endsOn >= today && one.modules.includes(module))
    .toSorted((a, b) => a.startsOn.localeCompare(b.startsOn) || a.endsOn.localeCompare(b.endsOn));
}
