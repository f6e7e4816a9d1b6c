import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { type Resolver, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFieldRows } from '#web/kit/fields/FieldRows.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import type { FieldTable, TextKey } from '#web/kit/fields/field-table.ts';
import { RecordAcceptance } from '../../acceptance/acceptance.schema.ts';
import { translateAcceptances } from './texts.ts';

const Fields = RecordAcceptance.omit({ partyId: true });
type Values = z.output<typeof Fields>;

const FIELDS: FieldTable<keyof Values, TextKey<typeof translateAcceptances>, object> = [
  { name: 'body', kind: 'line', label: 'field.body', hint: 'field.body-hint', attributes: { maxLength: 200 } },
  { name: 'acceptedOn', kind: 'day', label: 'field.on' },
  { name: 'document', kind: 'line', label: 'field.document', hint: 'field.document-hint', attributes: { maxLength: 300 } },
  { name: 'reservation', kind: 'lines', label: 'field.reservation', hint: 'field.reservation-hint' },
];

const resolver = zodResolver(Fields) as unknown as Resolver<Values>;

/** Records who accepted the policy for a party, when, and in which document. */
export function RecordAcceptanceForm({ partyId, close, done }: { partyId: string; close: () => void; done: () => void }) {
  const t = useTranslations(translateAcceptances);
  const queries = useQueryClient();
  const form = useForm<Values>({
    resolver: ({ reservation, ...values }, ...rest) => resolver({ ...values, reservation: reservation || null }, ...rest),
    defaultValues: { body: '', acceptedOn: '', document: '', reservation: null },
  });
  const save = useWrite((input: Values, key) => send('POST /parties/:partyId/acceptances', { partyId, ...input }, key), {
    onSuccess: async () => {
      await queries.invalidateQueries();
      done();
    },
  });
  const { faults, rows } = useFieldRows({ fields: FIELDS, form, schema: Fields, t, facts: {}, problem: save.error });
  return (
    <form className="panel form" noValidate onSubmit={form.handleSubmit((values) => save.mutate(values))}>
      <h3>{t('record')}</h3>
      <ErrorSummary faults={faults} />
      {rows}
      <FormFoot action={t('record')} waiting={save.isPending} close={close} />
    </form>
  );
}
