import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCalendarWords } from '#rooms/parties/ui/calendar-data.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { RosterView } from '../../clocks/roster.schema.ts';
import { channelQuery, rosterQuery } from './clocks-data.ts';
import { translateClocks } from './texts.ts';

const RosterForm = later(() => import('./RosterForm.tsx').then((file) => file.RosterForm));

/** The duty roster of a channel in its local time: who is on duty now, who is next, and the hours in which nobody is. `keeps`: this person may change it. */
export function DutyRoster({ channelId, keeps }: { channelId: string; keeps: boolean }) {
  const t = useTranslations(translateClocks);
  const roster = useQuery(rosterQuery(channelId));
  const channel = useQuery(channelQuery(channelId));
  const [isOpen, setOpen] = useState(false);
  const [message, setMessage] = useState('');
  if (roster.error) return <ProblemNote error={roster.error} retry={() => void roster.refetch()} />;
  if (roster.data === undefined) return null;
  const { zone, shifts, unlisted, now, parents, minutes } = roster.data;
  const nameOf = (number: number) => {
    const name = channel.data?.readers.find((one) => one.number === number)?.name;
    return name ? t('reader-named', { number, name }) : t('reader', { number });
  };
  return (
    <>
      <p role="status" className={message === '' ? 'out-of-sight' : 'small'}>
        {message}
      </p>
      {zone === null ? (
        <p>{t('none')}</p>
      ) : (
        <>
          <p>
            {now.duty === null ? t('now.nobody') : t('now.duty', { who: nameOf(now.duty) })}{' '}
            {now.next !== null && t('now.next', { who: nameOf(now.next) })}
          </p>
          <p className="small muted">{t('zone.of', { zone })}</p>
          <Shifts shifts={shifts} unlisted={unlisted} nameOf={nameOf} />
          <Empty roster={roster.data} />
        </>
      )}
      <p className="small">
        {t('clock.next', { n: minutes.next })} {t(parents.length === 0 ? 'clock.everyone' : 'clock.parent', { n: minutes.parent })}
      </p>
      {keeps && !isOpen && (
        <p className="no-print">
          <Button
            onClick={() => {
              setMessage('');
              setOpen(true);
            }}
          >
            {t(zone === null ? 'set' : 'change')}
          </Button>
        </p>
      )}
      {isOpen && (
        <RosterForm
          roster={roster.data}
          nameOf={nameOf}
          close={() => setOpen(false)}
          done={() => {
            setOpen(false);
            setMessage(t('changed'));
          }}
        />
      )}
    </>
  );
}

function Shifts({ shifts, unlisted, nameOf }: Pick<RosterView, 'shifts' | 'unlisted'> & { nameOf: (number: number) => string }) {
  const t = useTranslations(translateClocks);
  const { weekdays } = useCalendarWords();
  return (
    <ul>
      {shifts.map(({ reader, days, starts, ends }) => (
        <li key={`${reader} ${days.join()} ${starts}`}>
          {t('shift.of', {
            who: nameOf(reader),
            when:
              starts === null || ends === null
                ? t('shift.all-day', { days: weekdays(days) })
                : t(ends < starts ? 'shift.over-night' : 'shift.times', { days: weekdays(days), starts, ends }),
          })}
          {unlisted.includes(reader) && <div className="small">{t('shift.unlisted')}</div>}
        </li>
      ))}
    </ul>
  );
}

/** The hours without anybody, never left out: an empty hour takes the promise off the public page. */
function Empty({ roster: { empty } }: { roster: RosterView }) {
  const t = useTranslations(translateClocks);
  const { weekday } = useCalendarWords();
  if (empty.length === 0) return <p>{t('empty.none')}</p>;
  return (
    <div className="note">
      <p>{t('empty.some')}</p>
      <ul>
        {empty.map(({ day, from, to }) => (
          <li key={`${day} ${from}`}>{t('empty.part', { day: weekday(day), from, to })}</li>
        ))}
      </ul>
    </div>
  );
}
