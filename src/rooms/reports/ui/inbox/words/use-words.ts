import { useTranslations } from '#web/client/language.ts';
import { findPhrase } from '../../../reporter/phrases/phrases.ts';
import { translateInbox } from '../texts.ts';
import { translatePhrases } from './phrase-words/texts.ts';
import { translateQuestions } from './question-words/texts.ts';
import { type Answers, type ShownAnswer, toShownAnswers } from './shown-answers.ts';

type PhraseKey = Parameters<typeof translatePhrases>[1];

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

/** The answers of a report in the language of the reader (`toShownAnswers`). */
export function useAnswers(): (answers: Answers) => ShownAnswer[] {
  const t = useTranslations(translateInbox);
  const questions = useTranslations(translateQuestions);
  return (answers) => toShownAnswers(answers, t, questions);
}
