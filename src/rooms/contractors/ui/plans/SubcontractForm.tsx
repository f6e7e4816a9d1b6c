import { zodResolver } from '@hookform/resolvers/zod';
import { type Resolver, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFieldRows } from '#web/kit/fields/FieldRows.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import type { FieldTable, Option, TextKey } from '#web/kit/fields/field-table.ts';
import { ChangeSubcontract } from '../../plans/plan.schema.ts';
import { type FormOfFirm, usePlanWrite } from './plans-data.ts';
import { translatePlans } from './texts.ts';

type Values = z.output<typeof ChangeSubcontract>;
type Facts = { answers: Option[] };

const toAnswer = (text: string) => (text === 'true' ? true : text === 'false' ? false : null);
const FIELDS: FieldTable<keyof Values, TextKey<typeof translatePlans>, Facts> = [
  { name: 'flows', kind: 'choice', label: 'subcontract.flows', none: 'unknown', options: ({ answers }) => answers, toValue: toAnswer },
  { name: 'document', kind: 'line', label: 'subcontract.document', hint: 'subcontract.document-hint', attributes: { maxLength: 200 } },
  { name: 'value', kind: 'line', label: 'subcontract.value', half: true, attributes: { inputMode: 'decimal', maxLength: 16 } },
  { name: 'currency', kind: 'line', label: 'subcontract.currency', half: true, attributes: { maxLength: 3, autoCapitalize: 'characters' } },
  {
    ...{ name: 'country', kind: 'line', label: 'subcontract.country', hint: 'subcontract.country-hint' },
    attributes: { maxLength: 2, autoCapitalize: 'characters' },
  },
  {
    name: 'offTheShelf',
    kind: 'choice',
    label: 'subcontract.shelf',
    none: 'unknown',
    options: ({ answers }) => answers,
    toValue: toAnswer,
  },
];
const resolver = zodResolver(ChangeSubcontract) as unknown as Resolver<Values>;

/** What is known of the contract with a firm under a contract, and whether the contract clause flows down to it. */
export function SubcontractForm({ contractId, firm, close }: FormOfFirm) {
  const t = useTranslations(translatePlans);
  const form = useForm<Values>({
    resolver,
    defaultValues: {
      ...{ contractId, memberId: firm.memberId!, version: firm.version!, value: firm.value, currency: firm.currency },
      // A choice holds a text.
      ...({ flows: textOf(firm.flows), offTheShelf: textOf(firm.offTheShelf) } as unknown as Pick<Values, 'flows' | 'offTheShelf'>),
      ...{ country: firm.country, document: firm.document },
    },
  });
  const save = usePlanWrite((input: Values, key) => send('PUT /contracts/:contractId/members/:memberId/subcontract', input, key), close);
  const answers = [
    { value: 'true', text: t('yes') },
    { value: 'false', text: t('no') },
  ];
  const { faults, rows } = useFieldRows({ fields: FIELDS, form, schema: ChangeSubcontract, t, facts: { answers }, problem: save.error });
  return (
    <form className="panel form" noValidate onSubmit={form.handleSubmit((values) => save.mutate(values))}>
      <ErrorSummary faults={faults} />
      {rows}
      <FormFoot action={t('subcontract')} waiting={save.isPending} close={close} />
    </form>
  );
}

const textOf = (answer: boolean | null) => (answer === null ? '' : String(answer));
