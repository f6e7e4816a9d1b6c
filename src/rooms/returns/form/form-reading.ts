import { AppError } from '#kernel/errors.ts';
import { readTextDocument } from '#platform/documents/text-document/text-document.ts';
import { readWorkbook } from '#platform/documents/workbook/workbook.ts';
import { LOCALES } from '#platform/texts/texts.ts';
import { readEntries } from '../answers/provisions/provision-entry.rules.ts';
import type { FormMarks, Said } from './form.rules.ts';
import { readLawSheet, type SaidProvision } from './form-law.ts';
import '../errors.ts';

/** The value that marks a form of this program. */
export const PROGRAM = 'manumit-return-1';
/** The name of the hidden sheet with the marks. */
export const MARKS = 'Manumit';

/** Reads a returned form. Throws AppError for a file that is not a form, or that is the form of another return. */
export async function readForm(
  path: string,
  mediaType: string,
  of: { returnId: string; sha256: string },
): Promise<{ marks: FormMarks; said: Said[]; law: SaidProvision[] }> {
  const isSheet = mediaType.endsWith('spreadsheetml.sheet');
  if (!isSheet && !mediaType.endsWith('wordprocessingml.document')) throw new AppError('returns/file-foreign');
  const { marks, said, law } = isSheet ? await readSheet(path) : await readText(path);
  if (marks.program !== PROGRAM) throw new AppError('returns/file-foreign');
  if (marks.return !== of.returnId || marks.questionnaire !== of.sha256)
    throw new AppError('returns/file-of-another', { about: (marks.about ?? '').slice(0, 200) });
  const documents = Object.keys(marks).flatMap((name) => (/^document-\d+$/.test(name) ? [name] : []));
  const inOrder = documents.sort((a, b) => Number(a.slice(9)) - Number(b.slice(9))).map((name) => marks[name]!);
  const locale = LOCALES.find((one) => one === marks.locale) ?? 'en';
  return { marks: { returnId: of.returnId, questionnaire: of.sha256, locale, documents: inOrder }, said, law };
}

type ReadBack = { marks: Readonly<Record<string, string>>; said: Said[]; law: SaidProvision[] };

async function readSheet(path: string): Promise<ReadBack> {
  const sheets = await readWorkbook(path);
  const marks = Object.fromEntries((sheets.find(({ name }) => name === MARKS)?.rows ?? []).map(([key = '', value = '']) => [key, value]));
  const first = sheets.find(({ name }) => name !== MARKS)?.rows ?? [];
  const said = first.flatMap((row): Said[] => {
    const [id = '', version = '', , , , , choice = '', answer = '', note = '', document = '', page = ''] = row;
    return /^\d{1,9}$/.test(version) && id !== ''
      ? [{ questionId: id, version: Number(version), choice, answer, note, document, page }]
      : [];
  });
  return { marks, said, law: readLawSheet(sheets) };
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
  return { marks: properties, said: [...said.values()], law };
}
