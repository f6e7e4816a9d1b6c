import { useState } from 'react';
import { useCalendarWords } from '#rooms/parties/ui/calendar-data.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { isAlways } from '../../help/help.rules.ts';
import type { HelpEntry } from './help-data.ts';
import { translateHelpDesk } from './texts.ts';

const EntryForm = later(() => import('./EntryForm.tsx').then((file) => file.EntryForm));
const TestForm = later(() => import('./TestForm.tsx').then((file) => file.TestForm));
const RetireForm = later(() => import('./RetireForm.tsx').then((file) => file.RetireForm));

type Open = { form: 'test' | 'change' | 'retire'; id: string } | null;

/** The numbers of a place, with their tests and what can be done with each. */
export function HelpEntries({ entries, zone, tell }: { entries: readonly HelpEntry[]; zone: string; tell: (words: string) => void }) {
  const t = useTranslations(translateHelpDesk);
  const locale = useLocale();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const done = (words: string) => () => {
    close();
    tell(words);
  };
  if (entries.length === 0) return <p className="small muted">{t('entry.none')}</p>;
  return (
    <ul className="help-entries">
      {entries.map((entry) => (
        <li key={entry.id}>
          <b>{entry.name[locale]}</b> <span className="small muted">{t(`kind.${entry.kind}`)}</span>
          <p className="small">
            <bdi dir="ltr">{entry.phone}</bdi> · <HoursText entry={entry} zone={zone} />
            {entry.languages.length > 0 && ` · ${entry.languages.join(', ')}`}
          </p>
          <p className="small">
            <TestText entry={entry} /> {entry.due && <span className="chip late">{t('test.due')}</span>}
          </p>
          {open === null && (
            <p className="help-actions no-print">
              {(['test', 'change', 'retire'] as const).map((form) => (
                <Button
                  key={form}
                  kind="quiet"
                  aria-label={t(`entry.${form}-of`, { name: entry.name[locale] })}
                  onClick={() => setOpen({ form, id: entry.id })}
                >
                  {t(`entry.${form}`)}
                </Button>
              ))}
            </p>
          )}
          {open?.id === entry.id && open.form === 'test' && <TestForm entry={entry} close={close} done={done(t('test.recorded'))} />}
          {open?.id === entry.id && open.form === 'change' && <EntryForm entry={entry} close={close} done={done(t('entry.changed'))} />}
          {open?.id === entry.id && open.form === 'retire' && <RetireForm entry={entry} close={close} done={done(t('entry.retired'))} />}
        </li>
      ))}
    </ul>
  );
}

function HoursText({ entry, zone }: { entry: HelpEntry; zone: string }) {
  const t = useTranslations(translateHelpDesk);
  const { weekdays } = useCalendarWords();
  const { days, opens, closes } = entry;
  if (days === null) return t('hours.unknown');
  if (isAlways(entry)) return t('hours.always');
  return opens === null || closes === null
    ? t('hours.all-day', { days: weekdays(days), zone })
    : t('hours.times', { days: weekdays(days), opens, closes, zone });
}

function TestText({ entry: { testedOn, testedBy, result, answeredOn } }: { entry: HelpEntry }) {
  const t = useTranslations(translateHelpDesk);
  if (testedOn === null || result === null) return t('test.never');
  return (
    <>
      {t(`test.${result}`, { by: testedBy ?? '' })} <DateText date={testedOn} />
      {result === 'no-answer' && (
        <>
          {' · '}
          {answeredOn === null ? t('test.no-answer-yet') : t('test.last-answer')} {answeredOn !== null && <DateText date={answeredOn} />}
        </>
      )}
    </>
  );
}
