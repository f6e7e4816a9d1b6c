import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { can, useSession } from '#web/client/session.ts';
import { Button } from '#web/kit/Button.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { calendarQuery, useCalendarWords } from './calendar-data.ts';

const CalendarForm = later(() => import('./CalendarForm.tsx').then((file) => file.CalendarForm));

/**
 * The working calendar on the page of a party, what spans of working days would mean today, and a form for those who maintain it. `name`: the party, where the
 * page does not say it.
 */
export default function CalendarOnParty({ partyId, name }: { partyId: string; name?: string }) {
  const words = useCalendarWords();
  const { t } = words;
  const session = useSession();
  const { data: calendar, error, refetch } = useQuery(calendarQuery(partyId));
  const [changing, setChanging] = useState(false);
  const [message, setMessage] = useState('');
  const mayKeep = can(session, 'parties:manage-calendar', partyId);
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />;
  if (calendar === undefined) return null;
  const ahead = calendar.holidays.filter((day) => day >= calendar.today);
  return (
    <Section title={t('calendar.title')} side={name === undefined ? calendar.zone : `${name} · ${calendar.zone}`}>
      <p role="status" className={message === '' ? 'out-of-sight' : 'small'}>
        {message}
      </p>
      <p className="small">
        {calendar.weekend.length === 0 ? t('calendar.no-rest') : t('calendar.rest', { days: words.weekdays(calendar.weekend) })}{' '}
        {ahead.length === 0
          ? t(calendar.holidays.length === 0 ? 'calendar.no-holidays' : 'calendar.no-holidays-ahead')
          : t('calendar.holidays', { n: ahead.length, days: ahead.slice(0, 3).map(words.day).join(', ') })}
      </p>
      <ul className="side-list small">
        {calendar.spans.map((span) => (
          <li key={span.id}>{t('calendar.span', { what: span.title[words.locale], n: span.days, day: words.day(span.ends) })}</li>
        ))}
      </ul>
      <p className="small muted">{calendar.source === null ? t('calendar.usual') : t('calendar.source', { source: calendar.source })}</p>
      {mayKeep && !changing && (
        <p className="no-print">
          <Button onClick={() => setChanging(true)}>{t('calendar.change')}</Button>
        </p>
      )}
      {changing && (
        <CalendarForm
          calendar={calendar}
          close={() => setChanging(false)}
          done={() => {
            setChanging(false);
            setMessage(t('calendar.saved'));
          }}
        />
      )}
    </Section>
  );
}
