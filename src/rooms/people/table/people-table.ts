import { z } from 'zod';
import { isIn, ROLES } from '#kernel/roles.ts';
import { type FileFault, fault, findDuplicates, type Line, OptionalText, readRows } from '#rooms/parties/index.ts';
import { Email, Language, Name } from '../people.schema.ts';
import { PEOPLE_COLUMNS } from './people-table.schema.ts';

const Row = z.strictObject({
  email: z.string().trim().pipe(Email),
  name: Name,
  language: Language,
  role: z.enum([...ROLES, '']).transform((role) => (role === '' ? null : role)),
  party: OptionalText,
  until: OptionalText.refine((day) => day === null || z.iso.date().safeParse(day).success, fault('not-a-date')),
});
export type PersonRow = z.output<typeof Row>;

/** What a table of people is checked against. `own`: the address of the importer. */
export type PeopleAgainst = { readonly codes: ReadonlySet<string>; readonly own: string | null };

/** The rows that can be imported, and every problem of the others. Pure. A role for the importer is a problem: people cannot propose roles for themselves. */
export function readPeopleTable(text: string, { codes, own }: PeopleAgainst): { rows: Line<PersonRow>[]; faults: FileFault[] } {
  const file = 'people.csv';
  const read = readRows(file, text, PEOPLE_COLUMNS, Row);
  const faults = [...read.faults, ...findDuplicates(file, read.rows, ({ email, role, party }) => `${email} ${role ?? ''} ${party ?? ''}`)];
  const first = new Map<string, PersonRow>();
  for (const { line, value } of read.rows) {
    const at = (code: FileFault['code'], column: keyof PersonRow, allowed = '') =>
      void faults.push({ file, line, code, values: { column, value: value[column] ?? '', allowed } });
    if (value.party !== null && !codes.has(value.party)) at('not-in-register', 'party');
    if (value.role === null && (value.party !== null || value.until !== null)) at('empty-cell', 'role');
    if (value.role !== null && value.party === null && !isIn('held-without-party', value.role)) at('empty-cell', 'party');
    if (value.role !== null && value.email === own) at('own-role', 'role');
    const before = first.get(value.email) ?? value;
    first.set(value.email, before);
    if (before.name !== value.name) at('not-one-of', 'name', before.name);
    if (before.language !== value.language) at('not-one-of', 'language', before.language);
  }
  return { rows: read.rows, faults };
}
