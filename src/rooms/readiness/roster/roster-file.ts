import { z } from 'zod';
import { isPartialDate } from '#kernel/dates.ts';
import { CATEGORIES } from '#rooms/courses/index.ts';
import { type FileFault, fault, findDuplicates, type Line, OptionalText, RequiredText, readRows } from '#rooms/parties/index.ts';

/** The columns of a roster. Names are not among them: the party keeps those. */
export const ROSTER_COLUMNS = 'number unit category roles operation arrives leaves'.split(' ');

const isDay = (text: string | null) => text === null || (text.length === 10 && isPartialDate(text));
const MaybeDay = OptionalText.refine(isDay, fault('not-a-date'));

const Row = z.strictObject({
  number: RequiredText.transform((text) => text.toUpperCase()).refine(
    (text) => /^[A-Z0-9][A-Z0-9-]{2,23}$/.test(text),
    fault('wrong-form'),
  ),
  unit: OptionalText,
  category: z.enum(CATEGORIES),
  roles: z
    .string()
    .max(2000, fault('too-long'))
    .transform((text) => [...new Set(text.split(/[\s,;]+/).filter(Boolean))].sort()),
  operation: OptionalText,
  arrives: MaybeDay,
  leaves: MaybeDay,
});

/** A person as a row of a roster describes them. Codes and names are looked up in the register. */
export type RosterRow = z.infer<typeof Row>;

/** What a roster is read against: the party's units and the operations by name or code, and the roles of the curriculum. */
export type RosterAgainst = {
  /** Units of that name: two of one name are ambiguous. */
  readonly units: ReadonlyMap<string, readonly string[]>;
  readonly operations: ReadonlyMap<string, string>;
  readonly roles: readonly string[];
};

export type RosterFile = { readonly rows: Line<RosterRow>[]; readonly faults: FileFault[] };

/** Reads a roster. Pure: returns every valid row, and every problem of the others with line and column. `from`: the line of the first row in a longer table. */
export function readRoster(text: string, { units, operations, roles }: RosterAgainst): RosterFile {
  const read = readRows('roster.csv', text, ROSTER_COLUMNS, Row);
  const faults = [...read.faults, ...findDuplicates('roster.csv', read.rows, ({ number }) => number)];
  const rows = read.rows.filter(({ line, value }) => {
    const found: FileFault[] = [];
    const at = (code: FileFault['code'], column: string, value: string, allowed = '') =>
      void found.push({ file: 'roster.csv', line, code, values: { column, value: value.slice(0, 80), allowed } });
    const named = value.unit === null ? undefined : (units.get(value.unit)?.length ?? 0);
    if (named !== undefined && named !== 1) at(named === 0 ? 'not-in-register' : 'several-in-register', 'unit', value.unit!);
    if (value.operation !== null && !operations.has(value.operation)) at('not-in-register', 'operation', value.operation);
    for (const role of value.roles) if (!roles.includes(role)) at('not-one-of', 'roles', role, roles.join(', '));
    if (value.arrives !== null && value.leaves !== null && value.leaves < value.arrives) at('end-before-start', 'leaves', value.leaves);
    faults.push(...found);
    return found.length === 0;
  });
  return { rows, faults: faults.toSorted((a, b) => a.line - b.line) };
}
