import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '../client/language.ts';
import { translateDesk } from '../texts/texts.ts';

/** A partial date as exactly as it is known; of an instant its day, and with `time` its hour too (UTC). Never broken over two lines. */
export function DateText({ date, time = false }: { date: string; time?: boolean }) {
  const locale = useLocale();
  const t = useTranslations(translateDesk);
  const day = formatDay(locale, date.slice(0, 10));
  return <time dateTime={date}>{time ? t('date.time', { day, time: date.slice(11, 16) }) : day}</time>;
}
