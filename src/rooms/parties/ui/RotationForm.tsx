import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Resolver, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { send } from '#web/client/api.ts';
import { isStale } from '#web/client/problem.ts';
import { useWrite } from '#web/client/write.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { StaleNote } from '#web/kit/notes/stale/StaleNote.tsx';
import type { RotationView, UnitView } from '../party-view.schema.ts';
import { PlanRotation, SetHandOver } from '../register/register.schema.ts';
import { allPartiesQuery } from './parties-data.ts';
import { usePartyWords } from './party-words.ts';

const Plan = PlanRotation.omit({ unitId: true });
const HandOver = SetHandOver.pick({ handOver: true });
type Fields = { operationId: string; contingent: string; from: string; handOver: string | null };

/** Plans the rotation of a unit into an operation until its hand-over; for an existing rotation, changes the day of hand-over. */
export function RotationForm({
  unit,
  rotation,
  close,
  done,
}: {
  unit: UnitView;
  rotation?: z.infer<typeof RotationView>;
  close: () => void;
  done: (words: string) => void;
}) {
  const { t, locale, day } = usePartyWords();
  const queries = useQueryClient();
  const operations = useQuery(allPartiesQuery('operation')).data?.filter((one) => one.partyStatus !== 'ended');
  const form = useForm<Fields>({
    resolver: (rotation === undefined ? zodResolver(Plan) : zodResolver(HandOver.loose())) as Resolver<Fields>,
    defaultValues: { operationId: '', contingent: '', from: '', handOver: rotation?.handOver ?? null },
  });
  const save = useWrite(
    (input: Fields, key) =>
      rotation === undefined
        ? send('POST /units/:unitId/rotations', { unitId: unit.id, ...input }, key)
        : send(
            'PUT /rotations/:rotationId/hand-over',
            { rotationId: rotation.id, version: rotation.version, handOver: input.handOver },
            key,
          ),
    {
      readAgain: () => queries.invalidateQueries({ queryKey: ['party'] }),
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: ['party'] });
        done(t('ui.rotation-saved', { name: unit.name }));
      },
    },
  );
  const labels = {
    operationId: t('ui.operation'),
    contingent: t('ui.contingent'),
    from: t('ui.first-day'),
    handOver: t('ui.hand-over'),
  };
  const stale = isStale(save.error);
  const faults = useFaults({ labels, errors: form.formState.errors, problem: stale ? null : save.error });
  const title = rotation === undefined ? t('ui.rotation-plan') : t('ui.hand-over-change');
  return (
    <form className="form parties-form" noValidate aria-label={title} onSubmit={form.handleSubmit((input) => save.mutate(input))}>
      <h4>{title}</h4>
      {stale && (
        <StaleNote
          rows={[
            {
              key: 'handOver',
              name: labels.handOver,
              current: rotation?.handOver && day(rotation.handOver),
              yours: form.getValues('handOver'),
            },
          ]}
          load={() => save.reset()}
        />
      )}
      <ErrorSummary faults={faults} />
      {rotation === undefined && (
        <>
          <SelectField id="operationId" label={labels.operationId} error={faults.of('operationId')} {...form.register('operationId')}>
            <option value="">{t('ui.choose')}</option>
            {operations?.map((one) => (
              <option key={one.id} value={one.id}>
                {one.code}: {one.name[locale]}
              </option>
            ))}
          </SelectField>
          <TextField
            id="contingent"
            label={labels.contingent}
            hint={t('ui.contingent-hint')}
            error={faults.of('contingent')}
            {...form.register('contingent')}
          />
          <TextField id="from" type="date" label={labels.from} error={faults.of('from')} {...form.register('from')} />
        </>
      )}
      <TextField
        id="handOver"
        type="date"
        label={labels.handOver}
        hint={t('ui.hand-over-hint')}
        error={faults.of('handOver')}
        {...form.register('handOver', { setValueAs: (text: string | null) => text?.trim() || null })}
      />
      <FormFoot action={t('ui.save')} waiting={save.isPending} close={close} />
    </form>
  );
}
