import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type InputOf, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { classQuery, useClassWrite } from '../classes-data.ts';
import { translateLearningDesk } from '../texts.ts';

/**
 * Books seats of a class for a unit, or for the party as a whole, in place of its earlier booking. `suggested`: how many are wanted in addition to those who
 * have a slip.
 */
export function BookSeatsForm({
  classId,
  suggested,
  close,
  done = close,
}: {
  classId: string;
  suggested?: number;
  close: () => void;
  done?: () => void;
}) {
  const t = useTranslations(translateLearningDesk);
  const locale = useLocale();
  const { data: view, error, refetch } = useQuery(classQuery(classId));
  const [unit, setUnit] = useState('');
  const [typed, setTyped] = useState<string>();
  const save = useClassWrite(
    (input: Omit<InputOf<'PUT /training/classes/:classId/bookings'>, 'classId'>, key) =>
      send('PUT /training/classes/:classId/bookings', { classId, ...input }, key),
    done,
  );
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />;
  if (view === undefined) return <Skeleton rows={3} />;
  const booked = view.bookings.find(({ unitId }) => (unitId ?? '') === unit)?.seats ?? 0;
  const people = view.places.find(({ unitId }) => (unitId ?? '') === unit)?.people ?? 0;
  const text = typed ?? String(Math.max(booked, suggested === undefined ? 0 : people + suggested) || '');
  const wrong = !/^\d{1,5}$/.test(text.trim());
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong) setTyped(text);
        else save.mutate({ unitId: unit === '' ? null : unit, seats: Number(text) });
      }}
    >
      <p className="small muted">
        {view.seats === null ? t('seats.no-limit') : t('seats.taken', { taken: view.taken, seats: view.seats })}
      </p>
      <SelectField
        label={t('seats.for')}
        value={unit}
        onChange={(event) => {
          setUnit(event.target.value);
          setTyped(undefined);
        }}
      >
        {view.places.map(({ unitId, unit: name }) => (
          <option key={unitId} value={unitId ?? ''}>
            {name ?? t('seats.party', { party: view.party[locale] })}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t('seats.booked')}
        hint={t('seats.booked-hint', { people })}
        error={typed !== undefined && wrong ? t('seats.wrong') : undefined}
        inputMode="numeric"
        value={text}
        onChange={(event) => setTyped(event.target.value)}
      />
      <FormFoot action={t('action.book-seats')} waiting={save.isPending} error={save.error} close={close} />
    </form>
  );
}
