import type { DocumentFrame } from '#platform/documents/page-frame.ts';
import { type Block, type TextCell, writeTextDocument } from '#platform/documents/text-document/text-document.ts';
import { writeWorkbook } from '#platform/documents/workbook/workbook.ts';
import { formatDay, type Locale } from '#platform/texts/texts.ts';
import { CHOICES, canConfirm } from '../answers/answer.rules.ts';
import type { AnswerView, QuestionView, ReturnView, SectionView } from '../return.schema.ts';
import { translateReturnForm } from '../texts.ts';
import { documentWords, readAnswerRow, type Said } from './form.rules.ts';
import { checkLines } from './form-checks.ts';
import { lawBlocks, lawSheet } from './form-law.ts';
import { PROGRAM, PROPERTIES_SHEET } from './form-reading.ts';
import { optionsIn, wordsOfValue } from './form-words.ts';

/** Input of a form. `sha256`: the hash of the questionnaire as sent. */
export type Form = { readonly view: ReturnView; readonly sha256: string; readonly frame: DocumentFrame };

const FIELDS = ['choice', 'answer', 'note', 'document', 'page'] as const;

/** One question of a form, in words. */
type Line = {
  readonly question: QuestionView;
  readonly number: string;
  /** The title of its page; null where the section has one page. */
  readonly page: string | null;
  readonly known: string;
  readonly how: string;
  readonly said: Said;
  readonly lists: Partial<Record<(typeof FIELDS)[number], string[]>>;
};

/** Everything asked, known and answered, as a workbook to fill in and send back. */
export function formWorkbook({ view, sha256, frame }: Form): Promise<Buffer> {
  const { locale } = frame;
  const t = (key: Parameters<typeof translateReturnForm>[1]) => translateReturnForm(locale, key);
  const columns = (['id', 'version', 'number', 'section', 'question', 'known', ...FIELDS] as const).map((key) => ({
    header: t(`form.${key}`),
    width: WIDTHS[key],
    hidden: key === 'id' || key === 'version',
  }));
  const rows = view.sections.flatMap((section, s) =>
    linesOf(view, section, s, locale).map(({ question, number, page, known, how, said, lists }) => [
      question.id,
      String(said.version),
      number,
      [section.title[locale], page].filter(Boolean).join('\n'),
      [question.text[locale], how].filter(Boolean).join('\n'),
      known,
      ...FIELDS.map((field) => ({ text: said[field], ...(lists[field] && { choices: lists[field] }) })),
    ]),
  );
  const properties = Object.entries(propertiesOf(view, sha256, locale));
  const checks = checkLines(view, locale);
  const law = lawSheet(view, locale);
  return writeWorkbook({
    ...frame,
    sheets: [
      { name: t('form.sheet'), heading: frame.title, notes: [t('form.how'), t('form.how-back')], columns, rows },
      ...(law === null ? [] : [law]),
      ...(checks.length === 0
        ? []
        : [
            {
              name: t('form.checks'),
              heading: t('form.checks'),
              notes: [t('form.checks-how')],
              columns: CHECK_COLUMNS.map(([key, width]) => ({ header: t(key), width })),
              rows: checks,
            },
          ]),
      { name: PROPERTIES_SHEET, heading: '', columns: [], rows: properties, hidden: true },
    ],
  });
}

const CHECK_COLUMNS = [
  ['form.section', 18],
  ['form.check', 52],
  ['form.check-numbers', 22],
  ['form.check-explanation', 52],
] as const;
const WIDTHS = {
  id: 10,
  version: 6,
  number: 6,
  section: 18,
  question: 52,
  known: 34,
  choice: 16,
  answer: 30,
  note: 30,
  document: 24,
  page: 9,
};

/** Everything asked, known and answered, as a text document with fields to fill in and send back. */
export function formDocument({ view, sha256, frame }: Form): Promise<Buffer> {
  const { locale } = frame;
  const t = (key: Parameters<typeof translateReturnForm>[1]) => translateReturnForm(locale, key);
  const blocks: Block[] = [{ text: t('form.how') }, { text: t('form.how-back') }];
  for (const [s, section] of view.sections.entries()) {
    blocks.push({ heading: `${String.fromCharCode(65 + s)} ${section.title[locale]}`, level: 1 }, { text: section.why[locale] });
    let above: string | null = null;
    for (const { question, number, page, known, how, said, lists } of linesOf(view, section, s, locale)) {
      if (page !== null && page !== above) blocks.push({ heading: page, level: 2 });
      above = page;
      blocks.push({ heading: `${number} ${question.text[locale]}`, level: page === null ? 2 : 3 });
      if (how !== '') blocks.push({ text: how, small: true });
      const field = (key: (typeof FIELDS)[number]): TextCell => ({
        field: {
          tag: `${key}.${said.version}.${question.id}`,
          label: `${number} ${t(`form.${key}`)}`,
          text: said[key],
          hint: t('form.hint'),
          ...(lists[key] && { choices: lists[key] }),
        },
      });
      const rows: TextCell[][] = [
        [{ strong: t('form.known') }, known],
        ...FIELDS.map((key): TextCell[] => [{ strong: t(`form.${key}`) }, field(key)]),
      ];
      blocks.push({ table: { headers: null, widths: [24, 76], rows } }, ...lawBlocks(view, question, number, locale));
    }
  }
  const checks = checkLines(view, locale);
  if (checks.length > 0) {
    blocks.push({ heading: t('form.checks'), level: 1 }, { text: t('form.checks-how') });
    blocks.push({ table: { headers: CHECK_COLUMNS.map(([key]) => t(key)), widths: [16, 34, 16, 34], rows: checks } });
  }
  return writeTextDocument({ ...frame, blocks, properties: propertiesOf(view, sha256, locale) });
}

function linesOf(view: ReturnView, { questions, pages }: SectionView, section: number, locale: Locale): Line[] {
  const rows = new Map((view.answers ?? []).map((row) => [row.questionId, row]));
  return questions.flatMap((question, q): Line[] => {
    const row = rows.get(question.id);
    if (row === undefined) return [];
    const options = optionsIn(question, locale);
    const choices = CHOICES.filter((choice) => choice !== 'still-true' || canConfirm(row.known)).map((choice) =>
      translateReturnForm(locale, `choice.${choice}`),
    );
    return [
      {
        question,
        number: `${String.fromCharCode(65 + section)}${q + 1}`,
        page: pages.length > 1 ? (pages.find((page) => page.questions.includes(question.id))?.title[locale] ?? null) : null,
        known: knownWords(question, row.known, locale),
        how: howToAnswer(question, options, locale),
        said: { questionId: question.id, version: row.version, ...readAnswerRow(question, row, view.documents, locale) },
        lists: {
          choice: choices,
          ...(options && question.type !== 'choices' && { answer: [...options.values()] }),
          ...(view.documents.length > 0 && { document: view.documents.map(({ name }, at) => documentWords(at, name)) }),
        },
      },
    ];
  });
}

function knownWords(question: QuestionView, known: AnswerView['known'], locale: Locale): string {
  if (known === null) return translateReturnForm(locale, 'form.nothing-known');
  const words =
    known.value === null
      ? (known.title?.[locale] ?? translateReturnForm(locale, 'choice.elsewhere'))
      : wordsOfValue(question, known.value, locale);
  return translateReturnForm(locale, `form.known-from-${known.from}`, { words, day: formatDay(locale, known.date) });
}

function howToAnswer(question: QuestionView, options: Map<string, string> | null, locale: Locale): string {
  const { type, hint, unit, showIf } = question;
  const how =
    type === 'choices'
      ? translateReturnForm(locale, 'form.how-choices', { options: [...(options?.values() ?? [])].join(' · ') })
      : type === 'count' || type === 'tally' || type === 'date'
        ? translateReturnForm(locale, `form.how-${type}`, { unit: unit?.[locale] ?? '' })
        : '';
  return [hint?.[locale], how, showIf && translateReturnForm(locale, 'form.how-shown')].filter(Boolean).join(' ');
}

function propertiesOf(view: ReturnView, questionnaire: string, locale: Locale): Record<string, string> {
  const documents = view.documents.map(({ id }, at) => [`document-${at + 1}`, id] as const);
  return {
    program: PROGRAM,
    return: view.id,
    about: `${view.period} ${view.party.name[locale]}`,
    questionnaire,
    locale,
    ...Object.fromEntries(documents),
  };
}
