import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { type Resolver, type UseFormReturn, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { LOWEST } from '#kernel/labels.ts';
import { isIn } from '#kernel/roles.ts';
import { LabelFields } from '#rooms/parties/ui/LabelFields.tsx';
import { allPartiesQuery } from '#rooms/parties/ui/parties-data.ts';
import { type InputOf, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { localToday } from '#web/client/local-today.ts';
import { useSession } from '#web/client/session.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFieldRows } from '#web/kit/fields/FieldRows.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import type { FieldTable, Option, TextKey } from '#web/kit/fields/field-table.ts';
import { CONSULTED_KINDS } from '../consultation.rules.ts';
import { RecordConsultation } from '../cooperation.schema.ts';
import { useConsultationWrite } from './consultations-data.ts';
import { translateConsultations } from './texts.ts';

type Values = z.output<typeof RecordConsultation>;
type Facts = { form: UseFormReturn<Values>; kinds: Option[]; parties: Option[]; body: string | undefined };

const FIELDS: FieldTable<keyof Values, TextKey<typeof translateConsultations>, Facts> = [
  {
    ...{ name: 'kind', kind: 'choice', label: 'form.kind', options: ({ kinds }) => kinds },
    changed: ({ form }) => form.setValue('consultedId', null),
  },
  { name: 'consultedId', kind: 'choice', label: 'form.party', none: 'form.other', options: ({ parties }) => parties },
  {
    ...{ name: 'consultedName', kind: 'line', label: 'form.name', required: true, attributes: { maxLength: 200 } },
    when: ({ form }) => form.watch('consultedId') === null,
  },
  { name: 'statedOn', kind: 'day', label: 'form.stated-on' },
  { name: 'statement', kind: 'lines', label: 'form.statement', hint: 'form.statement-hint', attributes: { maxLength: 4000 } },
  {
    ...{ name: 'label', kind: 'own', label: 'form.label' },
    when: ({ body }) => body !== undefined,
    draw: (_, { form, body }) => (
      <LabelFields partyId={body!} value={form.watch('label')} onChange={(label) => form.setValue('label', label)} />
    ),
  },
];

const resolver = zodResolver(RecordConsultation) as unknown as Resolver<Values>;

/** Records a statement about the policy, by a party of the register or an organisation given by name. */
export function RecordForm({ close }: { close: () => void }) {
  const t = useTranslations(translateConsultations);
  const locale = useLocale();
  // The body that keeps the record.
  const body = useSession().grants.find(({ role, party }) => isIn('office', role) && party !== null)?.party?.id;
  const form = useForm<Values>({
    // A party of the register has its own name.
    resolver: ({ consultedName, ...values }, ...rest) =>
      resolver({ ...values, consultedName: values.consultedId === null ? consultedName : null }, ...rest),
    defaultValues: {
      kind: 'organisation',
      consultedId: null,
      consultedName: '',
      statedOn: localToday(),
      statement: '',
      label: LOWEST,
    },
  });
  const parties = useQuery(allPartiesQuery(form.watch('kind') === 'contributor' ? 'nation' : 'partner'));
  const save = useConsultationWrite((input: InputOf<'POST /consultations'>, key) => send('POST /consultations', input, key), close);
  const facts = {
    form,
    kinds: CONSULTED_KINDS.map((value) => ({ value, text: t(`kind.${value}`) })),
    parties: (parties.data ?? []).map((one) => ({ value: one.id, text: one.name[locale] })),
    body,
  };
  const { faults, rows } = useFieldRows({ fields: FIELDS, form, schema: RecordConsultation, t, facts, problem: save.error });
  return (
    <form className="panel form consultation-form" noValidate onSubmit={form.handleSubmit((values) => save.mutate(values))}>
      <ErrorSummary faults={faults} />
      {rows}
      <FormFoot action={t('record')} waiting={save.isPending} close={close} />
    </form>
  );
}
