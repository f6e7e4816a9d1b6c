import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { type Resolver, useForm } from 'react-hook-form';
import { send } from '#web/client/api.ts';
import { isStale } from '#web/client/problem.ts';
import { useWrite } from '#web/client/write.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { StaleNote } from '#web/kit/notes/stale/StaleNote.tsx';
import type { PartyView, UnitView } from '../party-view.schema.ts';
import { RegisterUnit } from '../register/register.schema.ts';
import { usePartyWords } from './party-words.ts';

const Fields = RegisterUnit.omit({ partyId: true });
type Fields = { name: string; superiorId: string | null; location: string | null };

/** A new unit, or another superior or place for an existing one, whose name stays. */
export function UnitForm({
  party,
  unit,
  close,
  done,
}: {
  party: PartyView;
  unit?: UnitView;
  close: () => void;
  done: (words: string) => void;
}) {
  const { t } = usePartyWords();
  const queries = useQueryClient();
  const form = useForm<Fields>({
    resolver: zodResolver(Fields) as Resolver<Fields>,
    defaultValues: { name: unit?.name ?? '', superiorId: unit?.superiorId ?? null, location: unit?.location ?? null },
  });
  const save = useWrite(
    ({ name, ...place }: Fields, key) =>
      unit === undefined
        ? send('POST /parties/:partyId/units', { partyId: party.id, name, ...place }, key)
        : send('PUT /units/:unitId', { unitId: unit.id, version: unit.version, ...place }, key),
    {
      readAgain: () => queries.invalidateQueries({ queryKey: ['party'] }),
      onSuccess: async (_, { name }) => {
        await queries.invalidateQueries({ queryKey: ['party', party.id] });
        done(t('ui.unit-saved', { name }));
      },
    },
  );
  const labels = { name: t('ui.unit-name'), superiorId: t('ui.superior'), location: t('ui.location') };
  const stale = isStale(save.error);
  const faults = useFaults({ labels, errors: form.formState.errors, problem: stale ? null : save.error });
  const superior = (id: string | null | undefined) => party.units.find((one) => one.id === id)?.name;
  const yours = form.getValues();
  const rows = [
    { key: 'superiorId', name: labels.superiorId, current: superior(unit?.superiorId), yours: superior(yours.superiorId) },
    { key: 'location', name: labels.location, current: unit?.location, yours: yours.location },
  ].filter((row) => row.current !== row.yours);
  const orNull = { setValueAs: (text: string | null) => text?.trim() || null };
  const title = unit === undefined ? t('ui.unit-new') : t('ui.unit-change');
  return (
    <form className="form parties-form" noValidate aria-label={title} onSubmit={form.handleSubmit((input) => save.mutate(input))}>
      <h4>{title}</h4>
      {stale && <StaleNote rows={rows} load={() => save.reset()} />}
      <ErrorSummary faults={faults} />
      {unit === undefined && <TextField id="name" autoFocus label={labels.name} error={faults.of('name')} {...form.register('name')} />}
      <SelectField id="superiorId" label={labels.superiorId} error={faults.of('superiorId')} {...form.register('superiorId', orNull)}>
        <option value="">{t('ui.superior-none')}</option>
        {party.units
          .filter((one) => one.id !== unit?.id)
          .map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
      </SelectField>
      <TextField
        id="location"
        label={labels.location}
        hint={t('ui.location-hint')}
        error={faults.of('location')}
        {...form.register('location', orNull)}
      />
      <FormFoot action={t('ui.save')} waiting={save.isPending} close={close} />
    </form>
  );
}
