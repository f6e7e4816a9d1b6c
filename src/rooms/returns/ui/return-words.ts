import type { Locale } from '#platform/texts/texts.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { canConfirm, isAsked, progressOf } from '../answers/answer.rules.ts';
import type { AnswerView, QuestionView, SectionView } from '../return.schema.ts';
import type { translateReturns } from './texts.ts';

type Translate = (key: Parameters<typeof translateReturns>[1], values?: Record<string, string | number>) => string;
type Value = AnswerView['value'];

/** A value in words. */
export function valueWords(t: Translate, locale: Locale, question: QuestionView, value: Value): string {
  if (value === null) return '';
  const option = (id: string) => question.options?.find((one) => one.id === id)?.text[locale];
  if (Array.isArray(value)) return value.map((id) => option(id) ?? id).join(', ');
  if (typeof value === 'number') return `${new Intl.NumberFormat(locale).format(value)} ${question.unit?.[locale] ?? ''}`.trim();
  if (question.type === 'date') return formatDay(locale, value);
  if (question.type === 'extent' || question.type === 'yes-no' || (question.type === 'tally' && value === 'nil'))
    return t(`value.${value as 'yes'}`);
  return option(value) ?? value;
}

/** The letter of a section. */
export const letterOf = (place: number): string => String.fromCharCode(65 + place);

/** Sections and their pages with their asked questions and their progress. Pages are numbered from 1. */
export function sectionsWithProgress(sections: readonly SectionView[], answers: readonly AnswerView[]) {
  const byId = new Map(answers.map((row) => [row.questionId, row]));
  return sections.map((section, place) => ({
    section,
    letter: letterOf(place),
    progress: progressOf(section.questions, byId),
    pages: section.pages.map((page, at) => {
      const questions = section.questions.filter(({ id }) => page.questions.includes(id));
      return {
        number: at + 1,
        title: page.title,
        asked: questions.filter((question) => isAsked(question, byId)),
        progress: progressOf(questions, byId),
      };
    }),
  }));
}
export type Part = ReturnType<typeof sectionsWithProgress>[number];
export type Page = Part['pages'][number];
/** A page of a section, for a link to it. */
export type Place = { part: Part; page: Page };

/** The query string of a page. The first page of a section is at the address of the section. */
export const addressOf = (sectionId: string, page: number): { view: string; page?: string } => ({
  view: sectionId,
  ...(page > 1 && { page: String(page) }),
});

/** The page of a section on which a question is. */
export const pageNumberOf = ({ pages }: Pick<SectionView, 'pages'>, questionId: string): number =>
  pages.findIndex(({ questions }) => questions.includes(questionId)) + 1;

/** The pages before and after one, in the order of the return; undefined at its two ends. */
export function neighboursOf(parts: readonly Part[], { part, page }: Place): { before: Place | undefined; after: Place | undefined } {
  const places = parts.flatMap((one): Place[] => one.pages.map((each) => ({ part: one, page: each })));
  const at = places.findIndex((one) => one.part.section.id === part.section.id && one.page.number === page.number);
  return { before: places[at - 1], after: places[at + 1] };
}

/** The progress of the whole return. */
export function wholeProgress(parts: readonly Part[]) {
  const sum = (of: keyof (typeof parts)[number]['progress']) => parts.reduce((total, { progress }) => total + progress[of], 0);
  return {
    asked: sum('asked'),
    stillTrue: sum('stillTrue'),
    changed: sum('changed'),
    notKnown: sum('notKnown'),
    elsewhere: sum('elsewhere'),
    left: sum('left'),
  };
}

/**
 * The open questions of a page with a known answer, including those that are asked only once the others are confirmed. `left`: how many questions of the page
 * are open when they are confirmed.
 */
export function answersToConfirm(section: SectionView, page: number, answers: readonly AnswerView[]): { rows: AnswerView[]; left: number } {
  const onPage = section.questions.filter(({ id }) => section.pages[page - 1]?.questions.includes(id));
  const rows = new Map(answers.map((row) => [row.questionId, row]));
  const after = new Map<string, Pick<AnswerView, 'choice' | 'value'>>(rows);
  // Only an earlier question can show a later one, so one pass finds them all.
  const found = onPage.flatMap((question) => {
    const row = rows.get(question.id);
    if (!row || !canConfirm(row.known) || row.choice !== null || !isAsked(question, after)) return [];
    after.set(question.id, { choice: 'still-true', value: row.known.value });
    return [row];
  });
  return { rows: found, left: progressOf(onPage, after).left };
}

/** The answer in one line. It distinguishes no answer, not known, and a confirmation without a value. */
export function answerWords(
  t: Translate,
  locale: Locale,
  question: QuestionView,
  answer: Pick<AnswerView, 'choice' | 'value'> | null,
): string {
  if (answer === null || answer.choice === null) return t(question.optional ? 'given.unknown' : 'given.none');
  if (answer.choice === 'not-known') return t('choice.not-known');
  const words = valueWords(t, locale, question, answer.value);
  if (answer.choice === 'elsewhere') return words === '' ? t('choice.elsewhere') : t('given.elsewhere-too', { value: words });
  if (answer.choice === 'changed') return words;
  return words === '' ? t('choice.still-true') : t('given.still-true', { value: words });
}

/** The options of a question with a fixed list, or null. */
export function choicesIn(question: QuestionView): readonly string[] | null {
  if (question.type === 'extent') return ['yes', 'in-part', 'no', 'under-way'];
  if (question.type === 'yes-no') return ['yes', 'no'];
  return question.type === 'choice' ? (question.options ?? []).map(({ id }) => id) : null;
}

/** The help for the section of a link: a link holder has no account and cannot open the guides. */
export const LINK_HELP = ['linked.help.1', 'linked.help.2', 'linked.help.3', 'linked.help.4', 'linked.help.5'] as const;
