import { translateStatuses } from '#platform/texts/statuses/texts.ts';
import { useTranslations } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { Icon } from '#web/kit/Icon.tsx';
import type { ParticipationObligation } from '../../views/participation-view.schema.ts';
import { translateReviewDesk } from '../texts.ts';

/** What the party answered in its signed self-assessment. */
export function AnswerGiven({ obligation: { answer } }: { obligation: ParticipationObligation }) {
  const t = useTranslations(translateReviewDesk);
  const word = useTranslations(translateStatuses);
  if (answer?.choice == null) return <p className="small muted">{t('answer.none')}</p>;
  return (
    <div className="given">
      <p>
        <span className="small muted">{t('answer.given')}</span>{' '}
        <b>{answer.says === null ? t(`choice.${answer.choice}`) : word(answer.says)}</b>
      </p>
      {answer.note !== null && <p>{answer.note}</p>}
      <AnsweredBy answer={answer} />
    </div>
  );
}

/** Who answered, and when. */
export function AnsweredBy({ answer }: { answer: NonNullable<ParticipationObligation['answer']> }) {
  const t = useTranslations(translateReviewDesk);
  if (answer.at === null) return null;
  return (
    <p className="small muted answered">
      <Icon name="tick" size={13} />
      {t('answer.by', { name: answer.by ?? '' })} <DateText date={answer.at} time />
    </p>
  );
}
