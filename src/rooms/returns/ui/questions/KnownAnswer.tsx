import { useLocale, useTranslations } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import type { AnswerView, QuestionView } from '../../return.schema.ts';
import { valueWords } from '../return-words.ts';
import { translateReturns } from '../texts.ts';

// It brings the words of statuses, which the page of a section link otherwise does without. Its place is kept meanwhile.
const EvidenceSquare = later(
  () => import('#web/kit/status/EvidenceSquare.tsx').then((file) => file.EvidenceSquare),
  <span className="square" aria-hidden="true" />,
  null,
);

/** What a question is about and why it is asked, and what is known: its answer, what it is from, and when. */
export function KnownAnswer({ question, known }: { question: QuestionView; known: AnswerView['known'] }) {
  const t = useTranslations(translateReturns);
  const locale = useLocale();
  return (
    <>
      {question.article && (
        <p className="small muted">{t(`article.${question.article.instrument as 'TIP'}`, { number: question.article.number })}</p>
      )}
      {question.hint && <p className="small muted">{question.hint[locale]}</p>}
      {question.askedAs && <p className="small muted">{t(`asked.${question.askedAs}`)}</p>}
      {question.optional && <p className="small muted">{t('optional')}</p>}
      {known ? (
        <div className="known-answer">
          <p className="prose">
            {known.value === null ? (known.title?.[locale] ?? t('choice.elsewhere')) : valueWords(t, locale, question, known.value)}
          </p>
          {known.value !== null && known.title && <p className="small">{known.title[locale]}</p>}
          {known.source && <p className="small">{known.source}</p>}
          <p className="small muted">
            <EvidenceSquare origin={known.origin} /> {t(`known.${known.from}`)} <DateText date={known.date} />
          </p>
        </div>
      ) : (
        <p className="small muted">{t('known.nothing')}</p>
      )}
    </>
  );
}
