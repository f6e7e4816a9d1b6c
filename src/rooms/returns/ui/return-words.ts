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

/** Sections with their asked questions and their progress. */
export function sectionsWithProgress(sections: readonly SectionView[], answers: readonly AnswerView[]) {
  const byId = new Map(answers.map((row) => [row.questionId, row]));
  return sections.map((section, place) => ({
    section,
    letter: letterOf(place),
    asked: section.questions.filter((question) => isAsked(question, byId)),
    progress: progressOf(section.questions, byId),
  }));
}

/** The next section in which this reader has an open question, wrapping around to the first; undefined where there is none. */
export function nextOf(parts: ReturnType<typeof sectionsWithProgress>, now: (typeof parts)[number]) {
  const place = parts.indexOf(now);
  return [...parts.slice(place + 1), ...parts.slice(0, place)].find(({ section, progress }) => section.yours && progress.left > 0);
}

/** The progress of the whole return. */
export function wholeProgress(parts: ReturnType<typeof sectionsWithProgress>) {
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

/** The open questions of a section with a known answer, including those that are asked only once the others are confirmed. */
export function answersToConfirm(section: SectionView, answers: readonly AnswerView[]): AnswerView[] {
  const rows = new Map(answers.map((row) => [row.questionId, row]));
  const after = new Map<string, Pick<AnswerView, 'choice' | 'value'>>(rows);
  // Only an earlier question can show a later one, so one pass through the section finds them all.
  return section.questions.flatMap((question) => {
    const row = rows.get(question.id);
    if (!row || !canConfirm(row.known) || row.choice !== null || !isAsked(question, after)) return [];
    after.set(question.id, { choice: 'still-true', value: row.known.value });
    return [row];
  });
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
