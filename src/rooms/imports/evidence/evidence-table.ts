import { z } from 'zod';
import { isPartialDate } from '#kernel/dates.ts';
import { SAYS } from '#kernel/status.ts';
import { findExcluded } from '#rooms/evidence/index.ts';
import {
  type FileFault,
  fault,
  findDuplicates,
  type Line,
  MAX_FAULTS,
  MaybeDate,
  OptionalText,
  RequiredText,
  readRows,
} from '#rooms/parties/index.ts';
import type { Edition } from '#rooms/policy/index.ts';
import type { PartRow } from '../import.schema.ts';
import { EVIDENCE_COLUMNS } from '../import-columns.schema.ts';

const short = (most: number) => OptionalText.refine((text) => text === null || text.length <= most, fault('too-long'));
const ids = z
  .string()
  .trim()
  .min(1, fault('empty-cell'))
  .max(2000, fault('too-long'))
  .transform((text) => [...new Set(text.split(/[\s,;]+/).filter(Boolean))].sort());

const Row = z.strictObject({
  party: RequiredText,
  obligations: ids,
  kind: RequiredText,
  says: z.enum(SAYS),
  title_en: RequiredText.refine((text) => text.length <= 300, fault('too-long')),
  title_fr: short(300),
  date: RequiredText.refine(isPartialDate, fault('not-a-date')),
  as_of: MaybeDate,
  source: RequiredText.refine((text) => text.length <= 300, fault('too-long')),
  page: short(40),
  address: short(2000).refine((text) => text === null || /^https?:\/\/[^\s]+$/.test(text), fault('wrong-form')),
  note: OptionalText,
});
type Row = z.infer<typeof Row>;

/** What a table is checked against: the codes of the register, an edition, and today. */
export type Against = { readonly codes: ReadonlySet<string>; readonly edition: Edition; readonly today: string };

/** Rows that can be imported, and every problem of the others with its line and column. */
export type EvidenceTable = { readonly rows: PartRow[]; readonly faults: FileFault[] };

/**
 * Reads a table of evidence from before this program; an earlier round is a row of kind EV-REV. Pure. Codes unknown to the edition or the register, future
 * dates and duplicate rows are problems, each with its line.
 */
export function readEvidenceTable(file: string, text: string, against: Against): EvidenceTable {
  const read = readRows(file, text, EVIDENCE_COLUMNS, Row);
  const faults = [...read.faults, ...findDuplicates(file, read.rows, keyOfRow)];
  for (const { line, value } of read.rows) {
    if (faults.length >= MAX_FAULTS) break;
    faults.push(...problemsOf(file, line, value, against));
  }
  return { rows: read.rows.map((row) => partOf(row, against.edition.id)), faults };
}

function problemsOf(file: string, line: number, row: Row, { codes, edition, today }: Against): FileFault[] {
  const found: FileFault[] = [];
  const at = (code: FileFault['code'], column: string, value: string, allowed = '') =>
    void found.push({ file, line, code, values: { column, value: value.slice(0, 80), allowed } });
  if (!codes.has(row.party)) at('not-in-register', 'party', row.party);
  const kinds = edition.evidenceKinds.map(({ id }) => id);
  if (!kinds.includes(row.kind)) at('not-one-of', 'kind', row.kind, kinds.join(', '));
  for (const id of row.obligations) if (!edition.obligations.some((one) => one.id === id)) at('not-one-of', 'obligations', id);
  if (found.length === 0) {
    const excluded = findExcluded({ kind: row.kind, says: row.says, obligationIds: row.obligations }, edition);
    for (const { obligationId, accepted } of excluded)
      at('not-one-of', 'says', row.says, `${obligationId}, ${row.kind}: ${accepted.join(', ')}, informs`);
  }
  if (row.date > today) at('not-one-of', 'date', row.date, `<= ${today}`);
  if ((row.as_of ?? '') > today) at('not-one-of', 'as_of', row.as_of!, `<= ${today}`);
  return found;
}

function keyOfRow(row: Row): string {
  return [row.party, row.obligations.join(' '), row.kind, row.date, row.title_en].join(' ');
}

function partOf({ line, value: row }: Line<Row>, editionId: string): PartRow {
  return {
    line,
    party: row.party,
    content: {
      editionId,
      obligationIds: row.obligations,
      kind: row.kind,
      says: row.says,
      title: row.title_fr === null ? row.title_en : { en: row.title_en, fr: row.title_fr },
      date: row.date,
      ...(row.as_of !== null && { asOf: row.as_of }),
      source: row.source,
      ...(row.page !== null && { page: row.page }),
      ...(row.address !== null && { address: row.address }),
      ...(row.note !== null && { note: row.note }),
    },
  };
}
