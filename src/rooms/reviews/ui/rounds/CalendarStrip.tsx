import { useTranslations } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import type { RoundView } from '../../rounds/round.schema.ts';
import { translateReviewDesk } from '../texts.ts';
import { stagesOf } from './round-view.ts';

/** The steps of a round from left to right with their dates; the line above is filled up to now. */
export function CalendarStrip({ round, today }: { round: RoundView; today: string }) {
  const t = useTranslations(translateReviewDesk);
  return (
    <ol className="calendar-strip" aria-label={t('strip.name')}>
      {stagesOf(round, today).map(({ key, day, is }) => (
        <li key={key} className={is} aria-current={is === 'now' ? 'step' : undefined}>
          {t(`strip.${key}`)}
          <small>{day === null ? t('day.none') : <DateText date={day} />}</small>
        </li>
      ))}
    </ol>
  );
}
