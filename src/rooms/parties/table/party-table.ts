import { z } from 'zod';
import { PARTY_KINDS } from '#kernel/party-kinds.ts';
import { type FileFault, fault, findDuplicates, type Line, MaybeDate, OptionalText, RequiredText, readRows } from '../csv-rows.ts';
import { BODY_KINDS, isTested } from '../party.schema.ts';
import { PARTY_COLUMNS } from './party-table.schema.ts';

const short = (text: string | null) => text === null || text.length <= 200;
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum([...values, '']).transform((text) => (text === '' ? null : (text as T[number])));

const Row = z.strictObject({
  kind: z.enum(PARTY_KINDS),
  code: z
    .string()
    .trim()
    .regex(/^[A-Z0-9][A-Z0-9-]{1,23}$/, fault('not-a-code')),
  name_en: RequiredText.refine(short, fault('too-long')),
  name_fr: OptionalText.refine(short, fault('too-long')),
  body_kind: oneOf(BODY_KINDS),
  from: MaybeDate,
  to: MaybeDate,
  member_since: MaybeDate,
  theatre: OptionalText,
  host: OptionalText,
  partner_kind: OptionalText,
  country: OptionalText,
  contact_kind: oneOf(['phone', 'web', 'email']),
  contact: OptionalText,
  contact_tested: MaybeDate,
  note: OptionalText,
  source: RequiredText,
});
export type PartyRow = z.output<typeof Row>;

/** The kind of party that a column belongs to, and whether that kind requires it. Other kinds leave it empty. */
const OF_KIND: Partial<Record<keyof PartyRow, { kind: PartyRow['kind']; needed?: true }>> = {
  body_kind: { kind: 'body', needed: true },
  member_since: { kind: 'nation' },
  theatre: { kind: 'operation', needed: true },
  host: { kind: 'operation' },
  partner_kind: { kind: 'partner', needed: true },
  country: { kind: 'partner' },
  contact_kind: { kind: 'partner' },
  contact: { kind: 'partner' },
  contact_tested: { kind: 'partner' },
};

/** The rows that can be registered, and every problem of the others. `nations`: codes of the registered nations. Pure. */
export function readPartyTable(text: string, nations: ReadonlySet<string>): { rows: Line<PartyRow>[]; faults: FileFault[] } {
  const file = 'parties.csv';
  const read = readRows(file, text, PARTY_COLUMNS, Row);
  // A host or a partner's country may also be a nation of the same table.
  const hosts = new Set([...nations, ...read.rows.filter(({ value }) => value.kind === 'nation').map(({ value }) => value.code)]);
  const faults = [...read.faults, ...findDuplicates(file, read.rows, ({ code }) => code)];
  for (const { line, value } of read.rows) faults.push(...problemsOf(value, hosts).map((one) => ({ file, line, ...one })));
  return { rows: read.rows, faults };
}

function problemsOf(row: PartyRow, nations: ReadonlySet<string>): Pick<FileFault, 'code' | 'values'>[] {
  const found: Pick<FileFault, 'code' | 'values'>[] = [];
  const at = (code: FileFault['code'], column: keyof PartyRow) =>
    void found.push({ code, values: { column, value: String(row[column] ?? '').slice(0, 80) } });
  if (row.kind === 'nation' && row.code.length !== 2) at('not-a-code', 'code');
  if (row.kind === 'contractor' && row.code.length < 3) at('not-a-code', 'code');
  for (const [column, { kind, needed }] of Object.entries(OF_KIND) as [keyof PartyRow, NonNullable<(typeof OF_KIND)[keyof PartyRow]>][]) {
    if (row.kind !== kind && row[column] !== null) at('wrong-form', column);
    if (row.kind === kind && needed && row[column] === null) at('empty-cell', column);
  }
  for (const column of ['host', 'country'] as const) if (row[column] !== null && !nations.has(row[column])) at('not-in-register', column);
  if (row.contact !== null && row.contact_kind === null) at('contact-without-kind', 'contact_kind');
  if (!isTested(row)) at('phone-not-tested', 'contact_tested');
  if (row.from !== null && row.to !== null && row.to < row.from) at('end-before-start', 'to');
  return found;
}
