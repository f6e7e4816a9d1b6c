import type { Block, TextCell } from '#platform/documents/text-document/text-document.ts';
import type { Sheet } from '#platform/documents/workbook/workbook.ts';
import { LOCALES, type Locale } from '#platform/texts/texts.ts';
import { citedIn, provisionsFor } from '../answers/provisions/provision.rules.ts';
import { PENALTY_UNITS } from '../answers/provisions/provision.schema.ts';
import {
  fieldName,
  type PostedProvision,
  PROVISION_FIELDS,
  type ProvisionEntry,
  toEntry,
} from '../answers/provisions/provision-entry.rules.ts';
import { translateProvisions } from '../answers/provisions/texts.ts';
import type { QuestionView, ReturnView } from '../return.schema.ts';
import { translateReturnForm } from '../texts.ts';

type Field = (typeof PROVISION_FIELDS)[number];
/** An entry of a form. `place`: the row of the sheet, or null in a text document. The question is named by its number where a person added the row. */
export type SaidProvision = PostedProvision & { readonly place: number | null };

const WIDTHS: Record<Field, number> = {
  ...{ law: 26, paragraph: 18, wording: 44, penaltyFrom: 8, penaltyTo: 8, penaltyUnit: 10, penaltyNote: 26, address: 30 },
  ...{ inForceFrom: 14, inForceUntil: 14 },
};

function fieldLabel(field: Field, locale: Locale): string {
  const label = translateProvisions(locale, `field.${field}`);
  const ofPenalty = field === 'penaltyFrom' || field === 'penaltyTo' || field === 'penaltyUnit';
  return ofPenalty ? `${translateProvisions(locale, 'field.penalty')}, ${label}` : label;
}
const unitWords = (locale: Locale) => (unit: (typeof PENALTY_UNITS)[number]) => translateProvisions(locale, `unit.${unit}`);
const units = (locale: Locale) => PENALTY_UNITS.map(unitWords(locale));

/** The entries of a question: the provisions in force, and a blank one. None where it asks about no article or is not in this form. */
function entriesOf(view: ReturnView, question: QuestionView, locale: Locale): { changes: string | null; entry: ProvisionEntry }[] {
  if (question.article === undefined || !view.answers?.some(({ questionId }) => questionId === question.id)) return [];
  const rows = provisionsFor(question, citedIn(view.provisions, view.period));
  return [
    ...rows.map((row) => ({ changes: row.id as string | null, entry: toEntry(row, unitWords(locale)) })),
    { changes: null, entry: toEntry(null) },
  ];
}

/** The national law as a sheet to fill in: a row per provision, and a blank one per article. Null where no question asks about an article. */
export function lawSheet(view: ReturnView, locale: Locale): Sheet | null {
  const t = (key: Parameters<typeof translateReturnForm>[1]) => translateReturnForm(locale, key);
  const rows = view.sections.flatMap((section, s) =>
    section.questions.flatMap((question, q) =>
      entriesOf(view, question, locale).map(({ changes, entry }) => [
        question.id,
        changes ?? '',
        `${String.fromCharCode(65 + s)}${q + 1}`,
        question.text[locale],
        ...PROVISION_FIELDS.map((field) => ({ text: entry[field], ...(field === 'penaltyUnit' && { choices: units(locale) }) })),
      ]),
    ),
  );
  if (rows.length === 0) return null;
  const columns = [
    { header: t('form.id'), width: 10, hidden: true },
    { header: t('form.version'), width: 10, hidden: true },
    { header: t('form.number'), width: 6 },
    { header: t('form.question'), width: 40 },
    ...PROVISION_FIELDS.map((field) => ({ header: fieldLabel(field, locale), width: WIDTHS[field] })),
  ];
  return { name: t('form.law'), heading: t('form.law'), notes: [t('form.law-how'), t('form.law-rows')], columns, rows };
}

/** The national law of a question as tables to fill in. */
export function lawBlocks(view: ReturnView, question: QuestionView, number: string, locale: Locale): Block[] {
  const field = (name: Field, changes: string | null, entry: ProvisionEntry): TextCell[] => {
    const label = fieldLabel(name, locale);
    const choices = name === 'penaltyUnit' ? { choices: units(locale) } : {};
    const tag = fieldName(name, changes, question.id);
    const hint = translateReturnForm(locale, 'form.hint');
    return [{ strong: label }, { field: { tag, label: `${number} ${label}`, text: entry[name], hint, ...choices } }];
  };
  return entriesOf(view, question, locale).flatMap(({ changes, entry }): Block[] => {
    const pair = (one: Field, other: Field) => [...field(one, changes, entry), ...field(other, changes, entry)];
    const rows = [
      pair('law', 'paragraph'),
      pair('penaltyFrom', 'penaltyTo'),
      pair('penaltyUnit', 'penaltyNote'),
      pair('inForceFrom', 'inForceUntil'),
      pair('wording', 'address'),
    ];
    const title = translateReturnForm(locale, changes === null ? 'form.law-new' : 'form.law');
    return [{ text: title, small: true }, { table: { headers: null, widths: [18, 32, 18, 32], rows } }];
  });
}

/** The entries of a sheet of national law, by the keys in its rows. A row that a person added has no key: its number names the question. */
export function readLawSheet(sheets: readonly { name: string; rows: readonly (readonly string[])[] }[]): SaidProvision[] {
  const names = LOCALES.map((locale) => translateReturnForm(locale, 'form.law'));
  const rows = sheets.find(({ name }) => names.includes(name))?.rows ?? [];
  return rows.flatMap((row, at): SaidProvision[] => {
    const [id = '', changes = '', number = '', , ...cells] = row;
    const isOurs = id !== '' && (changes === '' || /^[0-9a-f-]{36}$/.test(changes));
    if (!/^[A-Z]\d{1,3}$/.test(number.trim()) || (id !== '' && !isOurs)) return [];
    const entry = Object.fromEntries(PROVISION_FIELDS.map((field, place) => [field, cells[place] ?? ''])) as ProvisionEntry;
    return [{ questionId: id === '' ? number.trim() : id, changes: changes === '' ? null : changes, entry, place: at + 1 }];
  });
}
