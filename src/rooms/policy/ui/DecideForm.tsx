import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { dayOf, plusDays } from '#kernel/dates.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { DecideParameter, type ParameterView } from '../parameters/parameter.schema.ts';
import { translateParameters } from '../parameters/texts.ts';
import type { EditionData } from '../policy.schema.ts';
import { parametersQuery } from './office-data.ts';
import { editionQuery } from './policy-data.ts';

const Fields = DecideParameter.pick({ value: true, fromDay: true, reason: true });
type Values = z.output<typeof Fields>;

/** Decides the value of a parameter from a later day on, with a reason. */
export function DecideForm({
  parameter,
  edition,
  close,
}: {
  parameter: ParameterView;
  edition: EditionData;
  close: (said?: string) => void;
}) {
  const t = useTranslations(translateParameters);
  const locale = useLocale();
  const queries = useQueryClient();
  const isNumber = typeof parameter.shipped === 'number';
  const tomorrow = plusDays(dayOf(new Date()), 1);
  const form = useForm<Values>({
    resolver: zodResolver(Fields),
    defaultValues: { value: parameter.value, fromDay: tomorrow, reason: '' },
  });
  const save = useWrite(
    (values: Values, key) =>
      send(
        'POST /policy/parameters/:parameterId/decisions',
        { ...values, parameterId: parameter.id, seen: parameter.decisions.length },
        key,
      ),
    {
      onSuccess: async (_, { fromDay }) => {
        await queries.invalidateQueries({ queryKey: parametersQuery.queryKey });
        await queries.invalidateQueries({ queryKey: editionQuery.queryKey });
        close(t('saved', { day: formatDay(locale, fromDay) }));
      },
    },
  );
  const labels = { value: t('new-value'), fromDay: t('from'), reason: t('reason') };
  const faults = useFaults({ labels, errors: form.formState.errors, problem: save.error });
  const title = t('change-of', { title: parameter.title[locale] });
  return (
    <form className="panel form no-print" noValidate aria-label={title} onSubmit={form.handleSubmit((values) => save.mutate(values))}>
      <h3>{title}</h3>
      <ErrorSummary faults={faults} />
      {isNumber ? (
        <TextField
          id="value"
          type="number"
          min={1}
          max={parameter.largest}
          autoFocus
          label={labels.value}
          hint={t('limits', { largest: parameter.largest })}
          error={faults.of('value')}
          {...form.register('value', { valueAsNumber: true })}
        />
      ) : (
        <SelectField id="value" label={labels.value} error={faults.of('value')} {...form.register('value')}>
          {edition.instruments.map(({ id, title: named }) => (
            <option key={id} value={id}>
              {named[locale]}
            </option>
          ))}
        </SelectField>
      )}
      <TextField
        id="fromDay"
        type="date"
        min={tomorrow}
        label={labels.fromDay}
        hint={t('from-hint')}
        error={faults.of('fromDay')}
        {...form.register('fromDay')}
      />
      <TextArea
        id="reason"
        label={labels.reason}
        hint={t('reason-hint')}
        maxLength={2000}
        error={faults.of('reason')}
        {...form.register('reason')}
      />
      <FormFoot action={t('save')} waiting={save.isPending} close={() => close()} />
    </form>
  );
}
