import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import type { InboxItem } from './inbox-data.ts';
import { translateInbox } from './texts.ts';

/** What the readers of a report owe next, and by which day. */
export function DueNext({ due }: { due: InboxItem['due'] }) {
  const t = useTranslations(translateInbox);
  const locale = useLocale();
  if (due === null) return <span className="muted">{t('due.none')}</span>;
  // A date does not break.
  const day = formatDay(locale, due.on).replaceAll(' ', '\u00a0');
  return (
    <>
      <span className={due.state === 'overdue' ? 'due-late' : undefined}>{t(`due.${due.step}`, { day })}</span>
      {due.state !== 'later' && ' '}
      {due.state !== 'later' && <small className="lines">{t(`due.${due.state}`)}</small>}
    </>
  );
}
