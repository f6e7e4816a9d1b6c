import { useTranslations } from '#web/client/language.ts';
import { findPhrase } from '../../../reporter/phrases/phrases.ts';
import { QUESTIONS } from '../../../reporter/questions.ts';
import { ENTERED_MARKS, enteredOf } from '../../entered/entered.rules.ts';
import { isInterviewMark, isShownAsInterview } from '../../entered/interview.rules.ts';
import { translateInbox } from '../texts.ts';
import { translatePhrases } from './phrase-words/texts.ts';
import { translateQuestions } from './question-words/texts.ts';

type PhraseKey = Parameters<typeof translatePhrases>[1];
type QuestionKey = Parameters<typeof translateQuestions>[1];

/** A sentence of the phrasebook, with its answer, in the language of the reader. */
export function usePhrases(): (code: string) => string {
  const t = useTranslations(translateInbox);
  const phrases = useTranslations(translatePhrases);
  return (code) => {
    const found = findPhrase(code);
    if (found === undefined) return t('unknown-code', { code });
    const sentence = phrases(found.phrase.code as PhraseKey);
    return found.answer === null ? sentence : `${sentence} ${phrases(`answer.${found.answer}` as PhraseKey)}`;
  };
}

const MARKS: readonly string[] = ENTERED_MARKS;
/** Whether an answer is shown apart: it says who wrote the report down (EnteredNote). Marks of a report that says neither are shown with the others. */
const isShownApart = (id: string, answers: Readonly<Record<string, unknown>>) =>
  MARKS.includes(id) ? enteredOf(answers) !== null : isShownAsInterview(id, answers);
const MAX_MARK = 200;
/** A mark of an interview that is no text is shown as it was sent: a reader sees that there is one. */
const asText = (one: unknown): string => (typeof one === 'string' ? one : (JSON.stringify(one) ?? '')).slice(0, MAX_MARK);

/** A question of the form and what was answered. `isOwnWords`: typed by the reporter, and so in their language. */
export type ShownAnswer = { id: string; question: string; answers: string[]; isOwnWords: boolean };

/** The answers of a report in the language of the reader, in the order of the form. What this version does not know is shown as its code. */
export function useAnswers(): (answers: Readonly<Record<string, unknown>>) => ShownAnswer[] {
  const t = useTranslations(translateInbox);
  const questions = useTranslations(translateQuestions);
  const known = Object.values(QUESTIONS);
  return (answers) =>
    [
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
