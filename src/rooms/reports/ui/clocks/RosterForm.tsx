import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCalendarWords, WEEK } from '#rooms/parties/ui/calendar-data.ts';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { isStale } from '#web/client/problem.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { StaleNote } from '#web/kit/notes/stale/StaleNote.tsx';
import { type RosterView, SetRoster } from '../../clocks/roster.schema.ts';
import { rosterQuery } from './clocks-data.ts';
import { translateClocks } from './texts.ts';

type Row = { id: number; reader: string; days: readonly number[]; starts: string; ends: string };
type Input = { zone: string; shifts: { reader: number; days: number[]; starts: string | null; ends: string | null }[] };

/** A new duty roster in place of the one in force, shift by shift. Both times empty: the whole day. */
export function RosterForm({
  roster,
  nameOf,
  close,
  done,
}: {
  roster: RosterView;
  nameOf: (number: number) => string;
  close: () => void;
  done: () => void;
}) {
  const t = useTranslations(translateClocks);
  const queries = useQueryClient();
  const { channelId, version } = roster;
  const [zone, setZone] = useState(roster.zone ?? '');
  const [rows, setRows] = useState<Row[]>(() =>
    roster.shifts.map(({ reader, days, starts, ends }, id) => ({
      id,
      reader: String(reader),
      days,
      starts: starts ?? '',
      ends: ends ?? '',
    })),
  );
  const [faults, setFaults] = useState<readonly string[]>([]);
  const readAgain = () => queries.invalidateQueries({ queryKey: rosterQuery(channelId).queryKey });
  const save = useWrite((input: Input, key) => send('PUT /channels/:channelId/roster', { channelId, version, ...input }, key), {
    readAgain,
    onSuccess: async () => {
      await readAgain();
      done();
    },
  });
  const change = (id: number, part: Partial<Row>) => setRows(rows.map((row) => (row.id === id ? { ...row, ...part } : row)));
  const submit = () => {
    const shifts = rows.map(({ reader, days, starts, ends }) => ({
      ...{ reader: Number(reader), days: [...days] },
      ...{ starts: starts === '' ? null : starts, ends: ends === '' ? null : ends },
    }));
    const checked = SetRoster.safeParse({ channelId, version, zone, shifts });
    const wrong = checked.success ? [] : [...new Set(checked.error.issues.map(({ path }) => path.slice(0, 2).join('.')))];
    setFaults(wrong);
    if (wrong.length === 0) save.mutate({ zone, shifts });
  };
  return (
    <form
      className="panel form"
      noValidate
      aria-label={t('set')}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {isStale(save.error) && <StaleNote rows={[]} load={() => save.reset()} />}
      <TextField
        label={t('zone')}
        hint={t('zone-hint')}
        error={faults.includes('zone') ? t('zone-wrong') : undefined}
        maxLength={60}
        value={zone}
        onChange={({ target }) => setZone(target.value)}
      />
      {rows.map((row, at) => (
        <ShiftRow
          key={row.id}
          row={row}
          title={t('shift.number', { n: at + 1 })}
          error={faults.includes(`shifts.${at}`) ? t('shift.wrong') : undefined}
          readers={roster.readers.map((number) => ({ number, name: nameOf(number) }))}
          change={(part) => change(row.id, part)}
          remove={() => setRows(rows.filter(({ id }) => id !== row.id))}
        />
      ))}
      <p>
        <Button
          onClick={() =>
            setRows([...rows, { id: 1 + Math.max(0, ...rows.map(({ id }) => id)), reader: '', days: [], starts: '', ends: '' }])
          }
        >
          {t('shift.add')}
        </Button>
      </p>
      <FormFoot action={t('save')} waiting={save.isPending} error={isStale(save.error) ? null : save.error} close={close} />
    </form>
  );
}

function ShiftRow({
  row,
  title,
  error,
  readers,
  change,
  remove,
}: {
  row: Row;
  title: string;
  error: string | undefined;
  readers: readonly { number: number; name: string }[];
  change: (part: Partial<Row>) => void;
  remove: () => void;
}) {
  const t = useTranslations(translateClocks);
  const { weekday } = useCalendarWords();
  const toggle = (day: number, on: boolean) => change({ days: on ? [...row.days, day].sort() : row.days.filter((one) => one !== day) });
  return (
    <fieldset className="field">
      <legend className="label">{title}</legend>
      <SelectField label={t('shift.reader')} error={error} value={row.reader} onChange={({ target }) => change({ reader: target.value })}>
        <option value="">{t('shift.choose')}</option>
        {readers.map(({ number, name }) => (
          <option key={number} value={number}>
            {name}
          </option>
        ))}
      </SelectField>
      <div className="choices">
        {WEEK.map((day) => (
          <label key={day}>
            <input type="checkbox" checked={row.days.includes(day)} onChange={({ target }) => toggle(day, target.checked)} /> {weekday(day)}
          </label>
        ))}
      </div>
      <TextField
        {...{ label: t('shift.starts'), hint: t('shift.starts-hint'), maxLength: 5, value: row.starts }}
        onChange={({ target }) => change({ starts: target.value.trim() })}
      />
      <TextField
        {...{ label: t('shift.ends'), hint: t('shift.ends-hint'), maxLength: 5, value: row.ends }}
        onChange={({ target }) => change({ ends: target.value.trim() })}
      />
      <p>
        <Button kind="quiet" aria-label={t('shift.remove-of', { title })} onClick={remove}>
          {t('shift.remove')}
        </Button>
      </p>
    </fieldset>
  );
}
