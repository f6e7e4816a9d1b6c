import { z } from 'zod';
import { PageQuery, pageOf } from '#kernel/page.ts';
import { type ColumnMapping, DAY_ORDERS, DECIMAL_SIGNS, IMPORT_COLUMNS } from './columns.rules.ts';

/** The most rows of a table of contracts: reading it blocks other requests. */
export const MAX_ROWS = 20_000;

/** Which heading holds which column. */
export const Mapping = z.strictObject({
  columns: z.partialRecord(z.enum(IMPORT_COLUMNS), z.string().min(1).max(110)),
  days: z.enum(DAY_ORDERS).nullable(),
  decimal: z.enum(DECIMAL_SIGNS).nullable(),
}) satisfies z.ZodType<ColumnMapping>;

// A mapping in a query string, as JSON.
const MappingText = z
  .string()
  .max(6000)
  .transform((text, context): z.output<typeof Mapping> => {
    try {
      const read = Mapping.safeParse(JSON.parse(text));
      if (read.success) return read.data;
    } catch {
      // Not JSON: refused below.
    }
    context.addIssue({ code: 'custom', message: 'mapping' });
    return z.NEVER;
  });

/** A table of contracts of a party; without a mapping the remembered one, or a guess. */
export const PreviewImport = z.strictObject({
  partyId: z.uuid(),
  table: z.string().min(1).max(30_000_000),
  mapping: MappingText.optional(),
});

const Fault = z.object({ line: z.int(), column: z.string(), reason: z.string() });

/** What an import would do. Lines are those of the sheet. */
export const ImportPreview = z.object({
  /** Without empty ones. */
  headings: z.array(z.string()),
  mapping: Mapping,
  /** Whether the mapping was remembered from the last import. */
  isRemembered: z.boolean(),
  /** Whether headings that the last import did not have were guessed: those of older imports are not known. */
  guessesNew: z.boolean(),
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  /** Firms that would be recorded under a contract. */
  firms: z.int(),
  /** Rows of firms that are recorded under their contract already. */
  unchangedFirms: z.int(),
  /** The first hundred contracts that would change; `was` and `is` are empty where nothing is known. */
  changes: z.array(
    z.object({
      line: z.int(),
      number: z.string(),
      fields: z.array(z.object({ field: z.enum(IMPORT_COLUMNS), was: z.string(), is: z.string() })),
    }),
  ),
  /** The numbers of contracts that would no longer name their contractor in the register of parties: the first hundred. */
  unlinked: z.array(z.string()),
  unlinkedCount: z.int(),
  /** The first hundred. */
  faults: z.array(Fault),
  faultCount: z.int(),
  /** Rows with a fault; the others can be imported without them. */
  faultyRows: z.int(),
  /** A fingerprint of what the table was compared with; the import sends it back. */
  against: z.string(),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

/** `leaveOut`: imports the rows without faults and leaves the others out. */
export const ImportContracts = PreviewImport.extend({
  mapping: MappingText,
  title: z.string().trim().min(1).max(200),
  against: z.string().max(64),
  leaveOut: z.enum(['yes', 'no']),
});
export const ContractsImported = z.object({ importId: z.string(), added: z.int(), changed: z.int(), firms: z.int(), leftOut: z.int() });

export const UndoImport = z.strictObject({ importId: z.uuid(), reason: z.string().trim().min(1).max(500), version: z.int() });
/** `kept`: rows that a person changed since, which stay. */
export const ImportUndone = z.object({ importId: z.string(), kept: z.int(), version: z.int() });

export const ListImports = PageQuery.extend({ partyId: z.uuid() });
export const ContractImports = pageOf(
  z.object({
    id: z.string(),
    title: z.string(),
    added: z.int(),
    changed: z.int(),
    firms: z.int(),
    leftOut: z.int(),
    importedAt: z.string(),
    importedBy: z.string(),
    undone: z.object({ at: z.string(), reason: z.string(), kept: z.int() }).nullable(),
    version: z.int(),
    mayUndo: z.boolean(),
  }),
);
