import { useState } from 'react';
import type { z } from 'zod';
import { numberWithDagger } from '#rooms/policy/obligation-number.rules.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import type { Question } from '../../self-assessments/self-assessment.schema.ts';
import type { ParticipationView } from '../../views/participation-view.schema.ts';
import { translateReviewForms } from '../forms/texts.ts';
import { useReviewWrite } from '../reviews-data.ts';

const AskForm = later(() => import('./AskForm.tsx').then((file) => file.AskForm));
const ProseForm = later(() => import('../forms/ProseForm.tsx').then((file) => file.ProseForm));

/** Reviewers' questions and the party's answers. */
export function QuestionsPlace({ participation, edition }: { participation: ParticipationView; edition: EditionData }) {
  const t = useTranslations(translateReviewForms);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <h2 className="clause-title">{t('nav.questions')}</h2>
      {participation.actions.includes('ask') &&
        (asking ? (
          <AskForm participationId={participation.participation.id} obligationId={null} done={() => setAsking(false)} />
        ) : (
          <p className="no-print">
            <Button onClick={() => setAsking(true)}>{t('ask.action')}</Button>
          </p>
        ))}
      {participation.questions.length === 0 && <Empty>{t(participation.actions.includes('ask') ? 'ask.none-yet' : 'ask.none')}</Empty>}
      {participation.questions.map((question) => (
        <OneQuestion key={question.id} question={question} edition={edition} mayExplain={participation.actions.includes('explain')} />
      ))}
    </>
  );
}

function OneQuestion({ question, edition, mayExplain }: { question: z.infer<typeof Question>; edition: EditionData; mayExplain: boolean }) {
  const t = useTranslations(translateReviewForms);
  const answer = useReviewWrite((text: string, key) =>
    send('POST /questions/:clarificationId/answer', { clarificationId: question.id, answer: text }, key),
  );
  return (
    <article className="panel entry">
      <h3>
        {question.obligationId === null
          ? t('ask.on-all')
          : t('ask.on-obligation', { obligation: numberWithDagger(edition, question.obligationId) })}
      </h3>
      <p>{question.question}</p>
      <p className="small muted">
        {question.by}, <DateText date={question.at} time /> · {t('ask.answer-by')} <DateText date={question.due} />
      </p>
      {question.answer !== null && (
        <div className="reply">
          <p>{question.answer}</p>
          <p className="small muted">
            {question.answeredBy}, {question.answeredAt !== null && <DateText date={question.answeredAt} time />}
          </p>
        </div>
      )}
      {question.answer === null &&
        (mayExplain ? (
          <ProseForm
            label={t('ask.answer')}
            submitLabel={t('ask.answer-send')}
            waiting={answer.isPending}
            problem={answer.error}
            onSubmit={(text) => answer.mutate(text)}
          />
        ) : (
          <p className="small muted">{t('ask.waiting')}</p>
        ))}
    </article>
  );
}
