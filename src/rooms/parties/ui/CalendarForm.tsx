import './parties.css';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type BodyOf, send } from '#web/client/api.ts';
import { useWrite } from '#web/client/write.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FileField } from '#web/kit/fields/FileField.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import type { CalendarView } from '../calendar/calendar.schema.ts';
import { useCalendarWords, WEEK } from './calendar-data.ts';

/** Changes the working calendar of a party: time zone, days of rest, and holidays, one a line, typed or loaded from a file. */
export function CalendarForm({ calendar, close, done }: { calendar: CalendarView; close: () => void; done: () => void }) {
  const { t, weekday } = useCalendarWords();
  const queries = useQueryClient();
  const [zone, setZone] = useState(calendar.zone);
  const [weekend, setWeekend] = useState<number[]>(calendar.weekend);
  const [holidays, setHolidays] = useState(calendar.holidays.join('\n'));
  const [file, setFile] = useState<File | null>(null);
  const [source, setSource] = useState('');
  const [tried, setTried] = useState(false);
  const save = useWrite(
    (input: BodyOf<'PUT /parties/:partyId/calendar'>, key) =>
      send('PUT /parties/:partyId/calendar', { partyId: calendar.partyId, ...input }, key),
    {
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: ['parties'] });
        done();
      },
    },
  );
  const labels = { zone: t('calendar.zone'), weekend: t('calendar.weekend'), holidays: t('calendar.list'), source: t('ui.source') };
  const errors = tried
    ? { ...(source.trim() === '' && { source: { type: 'too_small' } }), ...(zone.trim() === '' && { zone: { type: 'too_small' } }) }
    : {};
  const faults = useFaults({ labels, errors, problem: save.error });
  // A list that cannot be parsed has faults by line. Line 1 is the header that is added below.
  const lines = save.error && 'fields' in save.error ? (save.error.fields as { path: string; message?: string }[]) : [];
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (source.trim() === '' || zone.trim() === '') return;
        const days = holidays.split(/[\s,;]+/).filter((day) => day !== '' && day !== 'date');
        save.mutate({
          zone: zone.trim(),
          weekend,
          holidays: days.length === 0 ? '' : ['date', ...days].join('\n'),
          source: source.trim(),
        });
      }}
    >
      <ErrorSummary faults={faults} />
      {lines.length > 0 && faults.list.length === 0 && (
        <ul className="small">
          {lines.map(({ path, message }) => (
            <li key={path}>{t('calendar.fault', { line: Number(path) - 1, reason: message ?? '' })}</li>
          ))}
        </ul>
      )}
      <TextField
        id="zone"
        label={labels.zone}
        hint={t('calendar.zone-hint')}
        error={faults.of('zone')}
        value={zone}
        onChange={(event) => setZone(event.target.value)}
      />
      <fieldset className="field">
        <legend className="label">{labels.weekend}</legend>
        <div className="choices">
          {WEEK.map((day) => (
            <label key={day}>
              <input
                type="checkbox"
                checked={weekend.includes(day)}
                onChange={({ target }) => setWeekend(target.checked ? [...weekend, day] : weekend.filter((one) => one !== day))}
              />{' '}
              {weekday(day)}
            </label>
          ))}
        </div>
      </fieldset>
      <TextArea
        id="holidays"
        rows={6}
        spellCheck={false}
        label={labels.holidays}
        hint={t('calendar.list-hint')}
        error={faults.of('holidays')}
        value={holidays}
        onChange={(event) => setHolidays(event.target.value)}
      />
      <FileField
        id="holidays-file"
        label={t('calendar.file')}
        hint={t('calendar.file-hint')}
        accept=".csv,.txt"
        file={file}
        onFile={(next) => {
          setFile(next);
          if (next !== null) void next.text().then((text) => setHolidays((old) => `${old}\n${text}`.trim()));
        }}
      />
      <TextField
        id="source"
        label={labels.source}
        hint={t('calendar.source-hint')}
        error={faults.of('source')}
        value={source}
        onChange={(event) => setSource(event.target.value)}
      />
      <FormFoot action={t('calendar.save')} waiting={save.isPending} close={close} />
    </form>
  );
}
