import { zodResolver } from '@hookform/resolvers/zod';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type UseFormReturn, useForm } from 'react-hook-form';
import { z } from 'zod';
import { dayOf, plusDays } from '#kernel/dates.ts';
import { Day } from '#kernel/day.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFieldRows } from '#web/kit/fields/FieldRows.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import type { FieldTable, Option, TextKey } from '#web/kit/fields/field-table.ts';
import { type ImportedEdition, Reason } from '../../editions/edition.schema.ts';
import { translateEditions } from '../../editions/texts.ts';
import { consultedQuery, useEditionWrite } from './editions-data.ts';

const TYPED = 'typed';

// Body, date and outcome are asked only where the consultation is not in the register.
const Fields = z.strictObject({
  fromDay: Day,
  consultation: z.string().min(1),
  body: z.string().trim().min(1).max(200).nullable(),
  on: Day.nullable(),
  outcome: z.string().trim().min(1).max(2000).nullable(),
  reason: Reason,
});
type Values = z.output<typeof Fields>;
type Key = TextKey<typeof translateEditions>;
type Facts = { form: UseFormReturn<Values>; consultations: readonly Option[]; tomorrow: string };

const isTyped = ({ form }: Facts) => form.watch('consultation') === TYPED;

const FIELDS: FieldTable<keyof Values, Key, Facts> = [
  {
    ...{ name: 'fromDay', kind: 'day', label: 'force.from', hint: 'force.from-hint' },
    attributes: ({ tomorrow }) => ({ min: tomorrow }),
  },
  {
    ...{ name: 'consultation', kind: 'choice', label: 'force.consultation', hint: 'force.consultation-hint' },
    options: ({ consultations }) => consultations,
  },
  { name: 'body', kind: 'line', label: 'force.body', when: isTyped, required: true, attributes: { maxLength: 200 } },
  { name: 'on', kind: 'day', label: 'force.on', when: isTyped, required: true },
  {
    ...{ name: 'outcome', kind: 'lines', label: 'force.outcome', hint: 'force.outcome-hint' },
    ...{ when: isTyped, required: true, attributes: { maxLength: 2000 } },
  },
  { name: 'reason', kind: 'lines', label: 'force.reason', hint: 'force.reason-hint', attributes: { maxLength: 2000 } },
];

const resolver = zodResolver(Fields);

/** Decides the first day of an imported edition, with who was consulted and the reason. */
export function ForceForm({ edition, close, said }: { edition: ImportedEdition; close: () => void; said: (words: string) => void }) {
  const t = useTranslations(translateEditions);
  const locale = useLocale();
  const { data: registered } = useSuspenseQuery(consultedQuery);
  const tomorrow = plusDays(dayOf(new Date()), 1);
  const consultations = [
    ...registered.map(({ id, consulted, informedOn, decidedOn }) => ({
      value: id,
      text: t('force.registered', { consulted: consulted[locale], day: formatDay(locale, informedOn ?? decidedOn ?? '') }),
    })),
    { value: TYPED, text: t('force.typed') },
  ];
  const form = useForm<Values>({
    resolver: (values, ...rest) =>
      resolver(values.consultation === TYPED ? values : { ...values, body: null, on: null, outcome: null }, ...rest),
    defaultValues: { fromDay: tomorrow, consultation: consultations[0]!.value, body: '', on: '', outcome: '', reason: '' },
  });
  const save = useEditionWrite(
    ({ fromDay, consultation, body, on, outcome, reason }: Values, key) => {
      const consulted =
        consultation === TYPED ? { body: body ?? '', on: on ?? '', outcome: outcome ?? '' } : { consultationId: consultation };
      const input = { importId: edition.importId, version: edition.version, fromDay, consulted, reason };
      return send('POST /policy/editions/:importId/put-in-force', input, key);
    },
    () => said(t('forced', { id: edition.editionId, day: formatDay(locale, form.getValues('fromDay')) })),
  );
  const facts = { form, consultations, tomorrow };
  const { faults, rows } = useFieldRows({ fields: FIELDS, form, schema: Fields, t, facts, problem: save.error });
  const title = t('force.title', { id: edition.editionId });
  return (
    <form className="form no-print" noValidate aria-label={title} onSubmit={form.handleSubmit((values) => save.mutate(values))}>
      <h4>{title}</h4>
      <ErrorSummary faults={faults} />
      {rows}
      <p className="small">
        <Link to="/consultations">{t('force.register')}</Link>
      </p>
      <FormFoot action={t('action.put-in-force')} waiting={save.isPending} close={close} />
    </form>
  );
}
