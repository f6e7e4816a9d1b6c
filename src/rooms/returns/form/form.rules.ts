import type { ErrorCode } from '#kernel/errors.ts';
import { LOCALES } from '#kernel/languages.ts';
import type { Locale } from '#platform/texts/texts.ts';
import { CHOICES, type Choice, decideAnswer, type Given, isAsked } from '../answers/answer.rules.ts';
import type { AnswerView, QuestionView, ReturnView } from '../return.schema.ts';
import { translateReturnForm } from '../texts.ts';
import type { Change } from './form-change.ts';
import { same, valueOfWords, wordsOfValue } from './form-words.ts';

/** The entry of one question in a form, as text. `version`: that of the answer when the form was downloaded. */
export type Said = { readonly questionId: string; readonly version: number } & Readonly<
  Record<'choice' | 'answer' | 'note' | 'document' | 'page', string>
>;

/** Identifies the return of a form. */
export type FormProperties = {
  readonly returnId: string;
  readonly questionnaire: string;
  readonly locale: Locale;
  readonly documents: readonly string[];
};

/** One entry of a form that cannot be imported, and why. Its text is shown, so that nothing is lost. */
export type Trouble = {
  readonly questionId: string;
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;
  readonly said: readonly string[];
};

/**
 * What a form contains: changes, entries that cannot be imported, the number of unchanged answers, and the missing questions. A person who deleted or overwrote
 * a row gets the error that its entry is missing.
 */
export type FormPlan = {
  readonly changes: readonly Change[];
  readonly troubles: readonly Trouble[];
  readonly same: number;
  readonly missing: readonly string[];
};

type Row = Pick<AnswerView, 'choice' | 'value' | 'note' | 'documentId' | 'page'>;
type Of = Pick<ReturnView, 'sections' | 'answers' | 'documents'>;

/** An answer as written in a form: `documents` in the order of their numbers in the form. */
export function readAnswerRow(
  question: QuestionView,
  row: Row,
  documents: readonly { id: string; name: string }[],
  locale: Locale,
): Omit<Said, 'questionId' | 'version'> {
  const place = documents.findIndex(({ id }) => id === row.documentId);
  return {
    choice: row.choice === null ? '' : translateReturnForm(locale, `choice.${row.choice}`),
    answer: wordsOfValue(question, row.value, locale),
    note: row.note ?? '',
    document: place < 0 ? '' : documentWords(place, documents[place]!.name),
    page: row.page ?? '',
  };
}

/** The name of a document in a form: its number, and its name for readers. */
export const documentWords = (place: number, name: string): string => `${place + 1} ${name}`;

/** The changes a form would make, question by question. Nothing is stored here. */
export function planForm(view: Of, all: readonly Said[], properties: FormProperties): FormPlan {
  const questions = new Map(
    view.sections.flatMap((section) => section.questions.map((question) => [question.id, { question, yours: section.yours }])),
  );
  const rows = new Map((view.answers ?? []).map((row) => [row.questionId, row]));
  const plan = { changes: [] as Omit<Change, 'asked'>[], troubles: [] as Trouble[], same: 0 };
  const times = new Map<string, number>();
  for (const { questionId } of all) times.set(questionId, (times.get(questionId) ?? 0) + 1);
  for (const said of all) {
    const [found, row] = [questions.get(said.questionId), rows.get(said.questionId)];
    const words = [said.choice, said.answer, said.note, said.document, said.page];
    if (words.every((word) => word.trim() === '')) {
      plan.same++;
      continue;
    }
    const problemOf = (code: ErrorCode, details: Record<string, unknown> = {}) =>
      plan.troubles.push({
        questionId: said.questionId,
        code,
        details: { questionId: said.questionId, ...details },
        said: words.filter((word) => word.trim() !== ''),
      });
    if (found === undefined || row === undefined) problemOf('returns/not-asked');
    // A copied row: it is unclear which of the two is meant.
    else if (times.get(said.questionId) !== 1) problemOf('returns/form-twice');
    else {
      const given = read(found.question, row, said, view.documents, properties);
      if ('code' in given) problemOf(given.code, given.details);
      else if (content(given) === content(row)) plan.same++;
      else if (!found.yours) problemOf('returns/section-of-others');
      else plan.changes.push({ questionId: said.questionId, given, version: row.version, overtaken: said.version !== row.version });
    }
  }
  const after = new Map<string, Pick<Row, 'choice' | 'value'>>([
    ...rows,
    ...plan.changes.map(({ questionId, given }) => [questionId, given] as const),
  ]);
  const isShown = (questionId: string) => isAsked(questions.get(questionId)!.question, after);
  return {
    ...plan,
    changes: plan.changes.map((change) => ({ ...change, asked: isShown(change.questionId) })),
    missing: [...questions.keys()].filter((id) => rows.has(id) && !times.has(id)),
  };
}

type Read = (Given & { note: string | null }) | { code: ErrorCode; details?: Record<string, unknown> };

function read(
  question: QuestionView,
  row: AnswerView,
  said: Said,
  documents: Of['documents'],
  { locale, documents: numbered }: FormProperties,
): Read {
  const value = valueOfWords(question, said.answer, locale);
  if (value === undefined) return { code: 'returns/value-wrong', details: { type: question.type } };
  const written = choiceOf(said.choice);
  if (written === undefined) return { code: 'returns/choice-unknown' };
  const documentId = documentOf(said.document, documents, numbered);
  if (documentId === undefined) return { code: 'returns/unknown-document' };
  if (said.note.trim().length > 4000 || said.page.trim().length > 40) return { code: 'returns/form-too-long' };
  // Typed text outweighs an unchanged choice: a new answer next to "still true" is a change, and so is one next to "not known".
  const isNew =
    value !== null && !(written === 'still-true' && row.known !== null && JSON.stringify(row.known.value) === JSON.stringify(value));
  const choice = isNew && written !== 'elsewhere' ? 'changed' : written;
  if (choice === null) return { code: 'returns/value-missing' };
  const decided = decideAnswer(question, row.known, { choice, value, documentId, page: said.page.trim() || null });
  return decided.accepted
    ? { ...decided.value, note: said.note.trim() || null }
    : { code: decided.code, ...(decided.details && { details: decided.details }) };
}

// Longer than any option or document name in a form, so it need not be compared with each.
const MAX_WORDS = 1_000;

function choiceOf(words: string): Choice | null | undefined {
  if (words.trim() === '') return null;
  if (words.length > MAX_WORDS) return undefined;
  return CHOICES.find(
    (choice) => same(choice, words) || LOCALES.some((locale) => same(translateReturnForm(locale, `choice.${choice}`), words)),
  );
}

function documentOf(words: string, documents: Of['documents'], numbered: readonly string[]): string | null | undefined {
  if (words.trim() === '') return null;
  if (words.length > MAX_WORDS) return undefined;
  const id = numbered[Number(/^\s*(\d{1,4})(?=\s|$)/.exec(words)?.[1] ?? 0) - 1];
  if (id !== undefined && documents.some((one) => one.id === id)) return id;
  const named = documents.filter(({ name }) => same(name, words));
  return named.length === 1 ? named[0]!.id : undefined;
}

function content({ choice, value, note, documentId, page }: Row): string {
  return JSON.stringify([choice, value, note, documentId, page]);
}
