import type { ErrorCode } from '#kernel/errors.ts';
import { LOCALES } from '#kernel/languages.ts';
import { decideProvision, newestOf, provisionsFor } from './provision.rules.ts';
import { type GivenProvision, PENALTY_UNITS, type Provision, ProvisionFields } from './provision.schema.ts';
import { translateProvisions } from './texts.ts';

// A provision as a person writes it in a form without script, in a workbook or in a text document: every part is text.

export const PROVISION_FIELDS = [
  ...(['law', 'paragraph', 'wording', 'penaltyFrom', 'penaltyTo', 'penaltyUnit', 'penaltyNote'] as const),
  ...(['address', 'inForceFrom', 'inForceUntil'] as const),
] as const;
type Field = (typeof PROVISION_FIELDS)[number];
export type ProvisionEntry = Readonly<Record<Field, string>>;

/** An entry of a form. `changes`: the row that it showed, or null for a new provision. */
export type PostedProvision = { readonly questionId: string; readonly changes: string | null; readonly entry: ProvisionEntry };

/** Result for an entry: recorded, skipped because it says nothing new, or refused with a reason. `overtaken`: someone changed the provision since. */
export type JudgedProvision<Row> =
  | { outcome: 'keep'; given: GivenProvision; before: Row | null; overtaken: boolean }
  | { outcome: 'same' }
  | { outcome: 'fault'; code: ErrorCode; details: Record<string, unknown> };

/** The name of a field in a form: its part, its row and its question. */
export const fieldName = (field: Field, changes: string | null, questionId: string): string =>
  `law.${field}.${changes ?? 'new'}.${questionId}`;

/** The entries of a form, by the names of its fields; other fields are ignored. */
export function readEntries(fields: Iterable<readonly [string, string]>): PostedProvision[] {
  const entries = new Map<string, PostedProvision>();
  for (const [name, text] of fields) {
    const [, part, row, questionId] = /^law\.([a-zA-Z]+)\.(new|[0-9a-f-]{36})\.(.{1,40})$/.exec(name) ?? [];
    const field = PROVISION_FIELDS.find((one) => one === part);
    if (field === undefined || row === undefined || questionId === undefined) continue;
    const key = `${row} ${questionId}`;
    const before = entries.get(key) ?? { questionId, changes: row === 'new' ? null : row, entry: toEntry(null) };
    entries.set(key, { ...before, entry: { ...before.entry, [field]: text } });
  }
  return [...entries.values()];
}

/** A provision as a form shows it; blank for a new one. `unitWords` writes the unit of the penalty. */
export function toEntry(
  provision: ProvisionFields | null,
  unitWords: (unit: (typeof PENALTY_UNITS)[number]) => string = String,
): ProvisionEntry {
  const wordsOf = (field: Field) => {
    const value = provision?.[field] ?? null;
    if (value === null) return '';
    return field === 'penaltyUnit' ? unitWords(value as 'days') : String(value);
  };
  return Object.fromEntries(PROVISION_FIELDS.map((field) => [field, wordsOf(field)])) as ProvisionEntry;
}

const isBlank = (entry: ProvisionEntry) => PROVISION_FIELDS.every((field) => entry[field].trim() === '');
const partsOf = (provision: ProvisionFields) => JSON.stringify(PROVISION_FIELDS.map((field) => provision[field]));

/**
 * Judges an entry against the provisions of the party, the oldest row first. A blank new entry and an unchanged one are skipped, and so is a new one that
 * repeats a provision of its article, because a form may be sent twice.
 */
export function judgeProvision<Row extends Provision & { readonly id: string }>(
  question: Parameters<typeof provisionsFor>[0],
  { questionId, changes, entry }: PostedProvision,
  rows: readonly Row[],
): JudgedProvision<Row> {
  if (changes === null && isBlank(entry)) return { outcome: 'same' };
  const fault = (code: ErrorCode, details: Record<string, unknown> = {}) => ({ outcome: 'fault' as const, code, details });
  const read = ProvisionFields.safeParse(valuesOf(entry));
  if (!read.success) return fault('returns/provision-wrong', { field: String(read.error.issues[0]?.path[0] ?? 'law') });
  const decided = decideProvision(read.data);
  if (!decided.accepted) return fault(decided.code);
  const own = provisionsFor(question, rows);
  const newest = newestOf(own);
  const shown = own.find(({ id }) => id === changes);
  const now = newest.find(({ provisionId }) => provisionId === shown?.provisionId);
  if (changes !== null && now === undefined) return fault('returns/provision-changed');
  const isKnown =
    (shown !== undefined && partsOf(shown) === partsOf(read.data)) || newest.some((row) => partsOf(row) === partsOf(read.data));
  if (isKnown) return { outcome: 'same' };
  return {
    outcome: 'keep',
    given: { questionId, changes: now?.id ?? null, ...read.data },
    before: now ?? null,
    overtaken: now?.id !== shown?.id,
  };
}

function valuesOf(entry: ProvisionEntry): Record<Field, unknown> {
  const text = (field: Field) => entry[field].replaceAll(/\r\n?/g, '\n').trim() || null;
  const figure = (field: Field) => {
    const digits = text(field)?.replaceAll(/[\s\u00a0\u202f’']/gu, '');
    return digits === undefined ? null : /^\d{1,6}$/.test(digits) ? Number(digits) : Number.NaN;
  };
  return {
    law: text('law'),
    paragraph: text('paragraph'),
    wording: text('wording'),
    penaltyFrom: figure('penaltyFrom'),
    penaltyTo: figure('penaltyTo'),
    penaltyUnit: unitOf(text('penaltyUnit')),
    penaltyNote: text('penaltyNote'),
    address: text('address'),
    // A spreadsheet may add a time of day.
    inForceFrom: text('inForceFrom')?.replace(/[T ]00:00.*$/, '') ?? null,
    inForceUntil: text('inForceUntil')?.replace(/[T ]00:00.*$/, '') ?? null,
  };
}

/** The unit by its id or its word in either language; what is none of these is refused as it is. */
function unitOf(words: string | null): string | null {
  const said = words?.toLowerCase();
  return (
    PENALTY_UNITS.find((unit) => unit === said || LOCALES.some((locale) => translateProvisions(locale, `unit.${unit}`) === said)) ?? words
  );
}
