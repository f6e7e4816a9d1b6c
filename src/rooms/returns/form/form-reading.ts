import { AppError } from '#kernel/errors.ts';
import { readTextDocument } from '#platform/documents/text-document/text-document.ts';
import { readWorkbook } from '#platform/documents/workbook/workbook.ts';
import { LOCALES } from '#platform/texts/texts.ts';
import { readEntries } from '../answers/provisions/provision-entry.rules.ts';
import type { FormProperties, Said } from './form.rules.ts';
import { readLawSheet, type SaidProvision } from './form-law.ts';
import '../errors.ts';

/** The value of the property `program` in a form of this program. */
export const PROGRAM = 'manumit-return-1';
/** The name of the hidden sheet with the properties. */
export const PROPERTIES_SHEET = 'Manumit';

/** Reads a returned form. Throws AppError for a file that is not a form, or that is the form of another return. */
export async function readForm(
  path: string,
  mediaType: string,
  of: { returnId: string; sha256: string },
): Promise<{ properties: FormProperties; said: Said[]; law: SaidProvision[] }> {
  const isSheet = mediaType.endsWith('spreadsheetml.sheet');
  if (!isSheet && !mediaType.endsWith('wordprocessingml.document')) throw new AppError('returns/file-foreign');
  const { properties, said, law } = isSheet ? await readSheet(path) : await readText(path);
  if (properties.program !== PROGRAM) throw new AppError('returns/file-foreign');
  if (properties.return !== of.returnId || properties.questionnaire !== of.sha256)
    throw new AppError('returns/file-of-another', { about: (properties.about ?? '').slice(0, 200) });
  const documents = Object.keys(properties).flatMap((name) => (/^document-\d+$/.test(name) ? [name] : []));
  const inOrder = documents.sort((a, b) => Number(a.slice(9)) - Number(b.slice(9))).map((name) => properties[name]!);
  const locale = LOCALES.find((one) => one === properties.locale) ?? 'en';
  return { properties: { returnId: of.returnId, questionnaire: of.sha256, locale, documents: inOrder }, said, law };
}

type ReadBack = { properties: Readonly<Record<string, string>>; said: Said[]; law: SaidProvision[] };

async function readSheet(path: string): Promise<ReadBack> {
  const sheets = await readWorkbook(path);
  const properties = Object.fromEntries(
    (sheets.find(({ name }) => name === PROPERTIES_SHEET)?.rows ?? []).map(([key = '', value = '']) => [key, value]),
  );
  const first = sheets.find(({ name }) => name !== PROPERTIES_SHEET)?.rows ?? [];
  const said = first.flatMap((row): Said[] => {
    const [id = '', version = '', , , , , choice = '', answer = '', note = '', document = '', page = ''] = row;
    return /^\d{1,9}$/.test(version) && id !== ''
      ? [{ questionId: id, version: Number(version), choice, answer, note, document, page }]
      : [];
  });
  return { properties, said, law: readLawSheet(sheets) };
}

async function readText(path: string): Promise<ReadBack> {
  const { properties, fields } = await readTextDocument(path);
  const said = new Map<string, Said>();
  for (const [tag, text] of Object.entries(fields)) {
    const [, field, version, questionId] = /^(choice|answer|note|document|page)\.(\d{1,9})\.(.+)$/.exec(tag) ?? [];
    if (questionId === undefined) continue;
    const before = said.get(questionId) ?? {
      questionId,
      version: Number(version),
      choice: '',
      answer: '',
      note: '',
      document: '',
      page: '',
    };
    said.set(questionId, { ...before, [field!]: text });
  }
  const law = readEntries(Object.entries(fields)).map((one) => ({ ...one, place: null }));
  return { properties: properties, said: [...said.values()], law };
}
