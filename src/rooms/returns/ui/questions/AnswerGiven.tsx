import './question.css';
import type { ReactNode } from 'react';
import { fileAddress } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import type { AnswerView, QuestionView } from '../../return.schema.ts';
import { answerWords } from '../return-words.ts';
import { translateReturns } from '../texts.ts';

type Answer = Pick<AnswerView, 'choice' | 'value' | 'note' | 'documentId' | 'page'>;
export type Files = readonly { id: string; name: string }[];

/** An answer for reading: in words, with its remark, the file that shows it and the page. */
export function AnswerGiven({
  question,
  number,
  answer,
  files,
  children,
  printed = false,
}: {
  question: QuestionView;
  number: string;
  answer: Answer;
  files: Files;
  /** What belongs to the question besides its answer. */
  children?: ReactNode;
  /** Only for print, in addition to the questions of the screen. */
  printed?: boolean;
}) {
  const locale = useLocale();
  const Frame = printed ? 'div' : 'article';
  return (
    <Frame className="panel question">
      <h3>
        <span className="muted">{number}</span>
        <span>{question.text[locale]}</span>
      </h3>
      <AnswerBody question={question} answer={answer} files={files} />
      {children}
    </Frame>
  );
}

/** The answer without the question; null where there is none. */
export function AnswerBody({ question, answer, files }: { question: QuestionView; answer: Answer | null; files: Files }) {
  const t = useTranslations(translateReturns);
  const locale = useLocale();
  const file = files.find(({ id }) => id === answer?.documentId);
  return (
    <>
      <p className="prose">{answerWords(t, locale, question, answer)}</p>
      {answer?.note && <p className="small prose">{answer.note}</p>}
      {(file || answer?.page) && (
        <p className="small muted">
          {file && <a href={fileAddress('/documents/:documentId', { documentId: file.id })}>{file.name}</a>}
          {file && answer?.page && ', '}
          {answer?.page && t('given.page', { page: answer.page })}
        </p>
      )}
    </>
  );
}
