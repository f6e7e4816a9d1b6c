import { zodResolver } from '@hookform/resolvers/zod';
import { type Resolver, type UseFormReturn, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { LOWEST } from '#kernel/labels.ts';
import { LabelFields } from '#rooms/parties/ui/LabelFields.tsx';
import { type InputOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFieldRows } from '#web/kit/fields/FieldRows.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import type { FieldTable, TextKey } from '#web/kit/fields/field-table.ts';
import { RecordPlan } from '../../plans/plan.schema.ts';
import { usePlanWrite } from './plans-data.ts';
import { translatePlans } from './texts.ts';

type Values = z.output<typeof RecordPlan>;
type Facts = { form: UseFormReturn<Values>; partyId: string };

const FIELDS: FieldTable<keyof Values, TextKey<typeof translatePlans>, Facts> = [
  { name: 'title', kind: 'line', label: 'record.title', attributes: { maxLength: 120 } },
  { name: 'document', kind: 'line', label: 'record.document', hint: 'record.document-hint', attributes: { maxLength: 200 } },
  { name: 'adoptedOn', kind: 'day', label: 'record.adopted' },
  { name: 'from', kind: 'day', label: 'record.from' },
  { name: 'to', kind: 'day', label: 'record.to', hint: 'record.to-hint' },
  {
    ...{ name: 'label', kind: 'own', label: 'record.label' },
    draw: (_, { form, partyId }) => (
      <LabelFields partyId={partyId} value={form.watch('label')} onChange={(label) => form.setValue('label', label)} />
    ),
  },
];

const resolver = zodResolver(RecordPlan) as unknown as Resolver<Values>;

/** Records a plan as it was adopted: title, document, date and period. */
export function RecordPlanForm({ partyId, close }: { partyId: string; close: () => void }) {
  const t = useTranslations(translatePlans);
  const form = useForm<Values>({
    resolver: ({ to, ...values }, ...rest) => resolver({ ...values, to: to || null }, ...rest),
    defaultValues: { partyId, title: '', document: '', adoptedOn: '', from: '', to: null, label: LOWEST },
  });
  const save = usePlanWrite(
    (input: InputOf<'POST /parties/:partyId/plans'>, key) => send('POST /parties/:partyId/plans', input, key),
    close,
  );
  const { faults, rows } = useFieldRows({ fields: FIELDS, form, schema: RecordPlan, t, facts: { form, partyId }, problem: save.error });
  return (
    <form className="panel form plan-form" noValidate onSubmit={form.handleSubmit((values) => save.mutate(values))}>
      <h2>{t('record')}</h2>
      <ErrorSummary faults={faults} />
      {rows}
      <FormFoot action={t('record')} waiting={save.isPending} close={close} />
    </form>
  );
}
