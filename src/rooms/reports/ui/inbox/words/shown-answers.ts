import type { TextValues, Translate } from '#platform/texts/texts.ts';
import { QUESTIONS } from '../../../reporter/questions.ts';
import { ENTERED_MARKS, enteredOf } from '../../entered/entered.rules.ts';
import { isInterviewMark, isShownAsInterview } from '../../entered/interview.rules.ts';
import type { translateInbox } from '../texts.ts';
import type { translateQuestions } from './question-words/texts.ts';

export type Answers = Readonly<Record<string, unknown>>;
type TextsOf<Texts> = Texts extends Translate<infer Key> ? (key: Key, values?: TextValues) => string : never;
type QuestionKey = Parameters<typeof translateQuestions>[1];

const MARKS: readonly string[] = ENTERED_MARKS;
/** Whether an answer is shown apart: it says who wrote the report down (EnteredNote). Marks of a report that says neither are shown with the others. */
const isShownApart = (id: string, answers: Answers) => (MARKS.includes(id) ? enteredOf(answers) !== null : isShownAsInterview(id, answers));
const MAX_MARK = 200;
/** A mark of an interview that is no text is shown as JSON, so that a reader sees that there is one. */
function asText(one: unknown): string {
  const text = typeof one === 'string' ? one : (JSON.stringify(one) ?? '');
  return text.length > MAX_MARK ? `${text.slice(0, MAX_MARK)}…` : text;
}

/** A question of the form and what was answered. `isOwnWords`: typed by the reporter, and so in their language. */
export type ShownAnswer = { id: string; question: string; answers: string[]; isOwnWords: boolean };

/**
 * The answers of a report in the order of the form, in the words of these texts. What this version does not know is shown as its code, and a mark of an interview
 * that no note shows is shown too.
 */
export function toShownAnswers(
  answers: Answers,
  t: TextsOf<typeof translateInbox>,
  questions: TextsOf<typeof translateQuestions>,
): ShownAnswer[] {
  const known = Object.values(QUESTIONS);
  return [
    ...known.map(({ id }) => id as string),
    ...Object.keys(answers).filter((id) => !known.some((one) => one.id === id) && !isShownApart(id, answers)),
  ].flatMap((id) => {
    if (isInterviewMark(id)) return [{ id, question: t('unknown-mark', { code: id }), answers: [asText(answers[id])], isOwnWords: true }];
    const given = [answers[id]].flat().filter((one): one is string => typeof one === 'string' && one !== '');
    if (given.length === 0) return [];
    const question = known.find((one) => one.id === id);
    if (question === undefined) return [{ id, question: t('unknown-code', { code: id }), answers: given, isOwnWords: true }];
    const isOwnWords = question.kind === 'words';
    const choices = question.choices as readonly string[];
    const word = (one: string) =>
      isOwnWords ? one : choices.includes(one) ? questions(`${id}.${one}` as QuestionKey) : t('unknown-code', { code: one });
    return [{ id, question: questions(id as QuestionKey), answers: given.map(word), isOwnWords }];
  });
}
