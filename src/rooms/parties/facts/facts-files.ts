import { z } from 'zod';
import { isPartialDate } from '#kernel/dates.ts';
import {
  type CsvRows,
  type FileFault,
  fault,
  findDuplicates,
  type Line,
  MaybeDate,
  OptionalText,
  RequiredText,
  readRows,
} from '../csv-rows.ts';
import { BODY_KINDS, isTested } from '../party.schema.ts';

const Iso2 = z.string().regex(/^[A-Z]{2}$/, fault('not-a-code'));
const Code = z.string().regex(/^[A-Z0-9][A-Z0-9-]{1,23}$/, fault('not-a-code'));
const Count = OptionalText.refine((text) => text === null || /^\d{1,7}$/.test(text), fault('not-a-number')).transform((text) =>
  text === null ? null : Number(text),
);

/** A row of facts/parties.csv. */
export const NationRow = z
  .strictObject({
    iso2: Iso2,
    iso3: z.string().regex(/^[A-Z]{3}$/, fault('not-a-code')),
    name_en: RequiredText,
    name_fr: RequiredText,
    role: z.enum(['ally', 'non-nato-tcn', 'host', 'region']),
    nato_accession_year: MaybeDate,
    status_neutral: z.enum(['yes', '']).transform((text) => text === 'yes'),
    note: OptionalText,
    source: RequiredText,
  })
  .refine((row) => (row.role === 'ally') === (row.nato_accession_year !== null), {
    ...fault('year-without-ally'),
    path: ['nato_accession_year'],
  });
export type NationRow = z.infer<typeof NationRow>;

/** A row of facts/bodies.csv. */
export const BodyRow = z.strictObject({
  code: Code,
  kind: z.enum(BODY_KINDS),
  name_en: RequiredText,
  name_fr: RequiredText,
  from: MaybeDate,
  note: OptionalText,
  source: RequiredText,
});
export type BodyRow = z.infer<typeof BodyRow>;

/** A row of facts/operations.csv. `date_precision` must agree with the dates. */
export const OperationRow = z
  .strictObject({
    id: Code,
    name_en: RequiredText,
    name_fr: RequiredText,
    theatre: RequiredText,
    start: RequiredText.pipe(z.string().refine(isPartialDate, fault('not-a-date'))),
    end: MaybeDate,
    host_iso2: Iso2,
    date_precision: z.enum(['day', 'month', 'year']),
    note: OptionalText,
    source: RequiredText,
  })
  .refine((row) => row.end === null || row.end >= row.start, { ...fault('end-before-start'), path: ['end'] })
  .refine((row) => coarsestPrecision([row.start, row.end ?? row.start]) === row.date_precision, {
    ...fault('precision'),
    path: ['date_precision'],
  });
export type OperationRow = z.infer<typeof OperationRow>;

/** A row of facts/contributions.csv: an observed contribution. */
export const ObservedContributionRow = z.strictObject({
  operation: Code,
  iso2: Iso2,
  as_of: MaybeDate,
  personnel: Count,
  note: OptionalText,
  source: RequiredText,
});
export type ObservedContributionRow = z.infer<typeof ObservedContributionRow>;

/** A row of facts/partners.csv. A row without a code records that no partner was found, and is not loaded. */
export const PartnerRow = z
  .strictObject({
    code: z.union([Code, z.literal('')]).transform((text) => (text === '' ? null : text)),
    country_iso2: z.union([Iso2, z.literal('')]).transform((text) => (text === '' ? null : text)),
    kind: RequiredText,
    name: RequiredText,
    contact_kind: z.enum(['phone', 'web', 'email', '']).transform((text) => (text === '' ? null : text)),
    contact: OptionalText,
    contact_tested: MaybeDate,
    source: OptionalText,
    source_date: OptionalText,
    note: OptionalText,
  })
  .refine((row) => row.code === null || row.source !== null, { ...fault('partner-without-source'), path: ['source'] })
  .refine((row) => row.contact === null || row.contact_kind !== null, { ...fault('contact-without-kind'), path: ['contact_kind'] })
  .refine((row) => isTested(row), { ...fault('phone-not-tested'), path: ['contact_tested'] });
export type PartnerRow = z.infer<typeof PartnerRow>;

const COLUMNS = {
  'parties.csv': 'iso2 iso3 name_en name_fr role nato_accession_year status_neutral note source',
  'bodies.csv': 'code kind name_en name_fr from note source',
  'operations.csv': 'id name_en name_fr theatre start end host_iso2 date_precision note source',
  'contributions.csv': 'operation iso2 as_of personnel note source',
  'partners.csv': 'code country_iso2 kind name contact_kind contact contact_tested source source_date note',
} as const;

/** The names of the files that this room reads. */
export const PARTY_FILES = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];

/** The facts about parties, parsed and cross-checked. */
export type PartyFiles = {
  nations: Line<NationRow>[];
  bodies: Line<BodyRow>[];
  operations: Line<OperationRow>[];
  observedContributions: Line<ObservedContributionRow>[];
  partners: Line<PartnerRow>[];
  faults: FileFault[];
};

/** Parses the party files. Reports every fault of every file at once; nothing is loaded while one is left. */
export function readPartyFiles(texts: Readonly<Record<(typeof PARTY_FILES)[number], string>>): PartyFiles {
  const read = <T extends z.ZodType>(file: keyof typeof COLUMNS, row: T): CsvRows<z.output<T>> =>
    readRows(file, texts[file], COLUMNS[file].split(' '), row);
  const nations = read('parties.csv', NationRow);
  const bodies = read('bodies.csv', BodyRow);
  const operations = read('operations.csv', OperationRow);
  const observedContributions = read('contributions.csv', ObservedContributionRow);
  const partners = read('partners.csv', PartnerRow);

  // References to a damaged file are not checked, because some of its rows are missing.
  const known = <T>(file: CsvRows<T>, key: (row: T) => string) =>
    file.faults.length > 0 ? null : new Set(file.rows.map((row) => key(row.value)));
  const nationCodes = known(nations, (row) => row.iso2);
  const operationCodes = known(operations, (row) => row.id);
  const unknown = <T>(file: string, rows: readonly Line<T>[], column: keyof T & string, codes: ReadonlySet<string> | null): FileFault[] =>
    rows.flatMap(({ line, value }) => {
      const code = value[column] as string | null;
      return code === null || codes === null || codes.has(code)
        ? []
        : [{ file, line, code: 'not-in-register' as const, values: { column, value: code } }];
    });
  const faults = [
    ...[nations, bodies, operations, observedContributions, partners].flatMap((file) => file.faults),
    ...findDuplicates('parties.csv', nations.rows, (row) => row.iso2),
    ...findDuplicates('bodies.csv', bodies.rows, (row) => row.code),
    ...findDuplicates('operations.csv', operations.rows, (row) => row.id),
    ...findDuplicates('contributions.csv', observedContributions.rows, (row) => `${row.iso2} ${row.operation} ${row.as_of ?? '-'}`),
    ...findDuplicates(
      'partners.csv',
      partners.rows.filter((row) => row.value.code !== null),
      (row) => row.code ?? '',
    ),
    ...unknown('operations.csv', operations.rows, 'host_iso2', nationCodes),
    ...unknown('contributions.csv', observedContributions.rows, 'iso2', nationCodes),
    ...unknown('contributions.csv', observedContributions.rows, 'operation', operationCodes),
    ...unknown('partners.csv', partners.rows, 'country_iso2', nationCodes),
  ];
  return {
    nations: nations.rows,
    bodies: bodies.rows,
    operations: operations.rows,
    observedContributions: observedContributions.rows,
    partners: partners.rows,
    faults,
  };
}

function coarsestPrecision(dates: readonly string[]): 'day' | 'month' | 'year' {
  const shortest = Math.min(...dates.map((date) => date.length));
  return shortest === 4 ? 'year' : shortest === 7 ? 'month' : 'day';
}
