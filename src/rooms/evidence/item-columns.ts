import { sql } from 'kysely';
import type { ItemContent, NewItem, Wording } from './item.schema.ts';

type Content = Omit<ItemContent, 'label'>;

/** The columns of `evidence.item` that hold the content of an item, with their types. Statements that read, change or import content are built from this list. */
const COLUMNS = {
  kind: { type: 'text', of: (content) => content.kind },
  says: { type: 'text', of: (content) => content.says },
  title_en: { type: 'text', of: (content) => bothOf(content.title).en },
  title_fr: { type: 'text', of: (content) => bothOf(content.title).fr },
  source_en: { type: 'text', of: (content) => bothOf(content.source).en },
  source_fr: { type: 'text', of: (content) => bothOf(content.source).fr },
  date: { type: 'text', of: (content) => content.date },
  as_of: { type: 'text', of: (content) => content.asOf },
  page: { type: 'text', of: (content) => content.page },
  document_id: { type: 'uuid', of: (content) => content.documentId },
  address: { type: 'text', of: (content) => content.address },
  note: { type: 'text', of: (content) => content.note },
} satisfies Record<string, { type: 'text' | 'uuid'; of: (content: Content) => string | undefined }>;

type Column = keyof typeof COLUMNS;
const NAMES = Object.keys(COLUMNS) as Column[];

/** The content columns of a row, for a select. */
export type ContentRow = Record<Column, string | null>;

/** The content columns, separated by commas: `kind, says, ...`. */
export const CONTENT_COLUMNS = sql.raw(NAMES.join(', '));

/** The content columns of a row of `json_to_recordset`, with their types: `kind text, says text, ...`. */
export const TYPED_CONTENT_COLUMNS = sql.raw(NAMES.map((name) => `${name} ${COLUMNS[name].type}`).join(', '));

/** The values of the content columns, by column. */
export function contentValues(content: Content): ContentRow {
  return Object.fromEntries(NAMES.map((name) => [name, COLUMNS[name].of(content) ?? null])) as ContentRow;
}

/** What the author of an item chooses, by column: its content, its place, and the day from which it counts. The label is not among them. */
export function chosenValues(row: Omit<NewItem, 'label'> & { id: string; byOffice: boolean; countsOn: string | null }) {
  return {
    ...contentValues(row),
    id: row.id,
    edition_id: row.editionId,
    party_id: row.partyId,
    by_office: row.byOffice,
    origin: row.origin,
    counts_on: row.countsOn,
  };
}

/** The content columns with new values, for an update: `kind = $1, says = $2, ...`. */
export function contentChanges(content: Content) {
  const values = contentValues(content);
  return sql.join(NAMES.map((name) => sql`${sql.raw(name)} = ${values[name]}`));
}

/** The content of a stored row. The row must not be purged, because a purge empties its texts. */
export function contentOf(row: ContentRow, editionId: string, obligationIds: string[]): Content {
  return {
    editionId,
    obligationIds,
    kind: row.kind!,
    says: row.says as Content['says'],
    title: { en: row.title_en!, fr: row.title_fr! },
    source: { en: row.source_en!, fr: row.source_fr! },
    date: row.date!,
    ...(row.as_of !== null && { asOf: row.as_of }),
    ...(row.page !== null && { page: row.page }),
    ...(row.document_id !== null && { documentId: row.document_id }),
    ...(row.address !== null && { address: row.address }),
    ...(row.note !== null && { note: row.note }),
  };
}

/** A text in both languages. A text given in one language is used for both. */
export function bothOf(wording: Wording): { en: string; fr: string } {
  return typeof wording === 'string' ? { en: wording, fr: wording } : wording;
}
