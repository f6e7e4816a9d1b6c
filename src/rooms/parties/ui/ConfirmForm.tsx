import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { send } from '#web/client/api.ts';
import { useWrite } from '#web/client/write.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { PartyView } from '../party-view.schema.ts';
import { ConfirmContribution } from '../register/register.schema.ts';
import { allPartiesQuery, obligationCountsQuery } from './parties-data.ts';
import { usePartyWords } from './party-words.ts';

/** A person confirms from when to when a nation takes part in an operation. The form shows the consequences first. */
export function ConfirmForm({
  party,
  operation,
  close,
  done,
}: {
  party: PartyView;
  operation: string;
  close: () => void;
  done: (words: string) => void;
}) {
  const { t, locale, day } = usePartyWords();
  const queries = useQueryClient();
  const operations = useQuery(allPartiesQuery('operation')).data;
  const counts = useQuery(obligationCountsQuery);
  const obligations = counts.data?.(['contributor']);
  const chosen = operations?.find((one) => one.code === operation)?.id;
  const form = useForm<z.input<typeof ConfirmContribution>, unknown, z.output<typeof ConfirmContribution>>({
    resolver: zodResolver(ConfirmContribution),
    defaultValues: { partyId: party.id, operationId: '', from: '', to: null, source: '' },
  });
  useEffect(() => {
    if (chosen !== undefined) form.setValue('operationId', chosen);
  }, [chosen, form]);
  const place = useRef<HTMLFormElement>(null);
  useEffect(() => place.current?.querySelector<HTMLElement>('select, input')?.focus(), []);
  const [from, to] = useWatch({ control: form.control, name: ['from', 'to'] });
  const save = useWrite(
    ({ partyId, ...body }: z.output<typeof ConfirmContribution>, key) =>
      send('POST /parties/:partyId/contributions', { partyId, ...body }, key),
    {
      onSuccess: async (_, input) => {
        await queries.invalidateQueries();
        done(t('ui.confirmed', { name: party.name[locale], from: day(input.from) }));
      },
    },
  );
  const labels = { operationId: t('ui.operation'), from: t('ui.first-day'), to: t('ui.last-day'), source: t('ui.source') };
  const faults = useFaults({ labels, errors: form.formState.errors, problem: save.error });
  return (
    <form
      ref={place}
      className="form parties-form"
      noValidate
      aria-label={t('ui.confirm-title')}
      onSubmit={form.handleSubmit((input) => save.mutate(input))}
    >
      <h4>{t('ui.confirm-title')}</h4>
      <ErrorSummary faults={faults} />
      <SelectField id="operationId" label={labels.operationId} error={faults.of('operationId')} {...form.register('operationId')}>
        <option value="">{t('ui.choose')}</option>
        {operations?.map((one) => (
          <option key={one.id} value={one.id}>
            {one.code}: {one.name[locale]}
          </option>
        ))}
      </SelectField>
      <TextField id="from" type="date" label={labels.from} error={faults.of('from')} {...form.register('from')} />
      <TextField
        id="to"
        type="date"
        label={labels.to}
        hint={t('ui.last-day-hint')}
        error={faults.of('to')}
        {...form.register('to', { setValueAs: (text: string | null) => text?.trim() || null })}
      />
      <TextArea
        id="source"
        label={labels.source}
        hint={t('ui.confirm-source-hint')}
        error={faults.of('source')}
        {...form.register('source')}
      />
      {counts.error && <ProblemNote error={counts.error} retry={() => void counts.refetch()} />}
      {obligations !== undefined && (
        <p className="note" role="status">
          {party.partyStatus === 'ally'
            ? t('ui.consequence-ally', { name: party.name[locale] })
            : Day.safeParse(from).success
              ? t(to && Day.safeParse(to).success ? 'ui.consequence-until' : 'ui.consequence', {
                  name: party.name[locale],
                  from: day(from),
                  to: to && Day.safeParse(to).success ? day(to) : '',
                  n: obligations,
                })
              : t('ui.consequence-open', { n: obligations })}
        </p>
      )}
      <FormFoot action={t('ui.confirm')} waiting={save.isPending} close={close} />
    </form>
  );
}
