import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FieldPath, type UseFormReturn, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { collator } from '#platform/texts/texts.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFieldRows } from '#web/kit/fields/FieldRows.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import type { FieldTable, Option, TextKey } from '#web/kit/fields/field-table.ts';
import { PlanRound } from '../../rounds/round.schema.ts';
import { ChoiceList } from '../forms/ChoiceList.tsx';
import { translateReviewForms } from '../forms/texts.ts';
import { authoritiesQuery, everyPartyQuery, policyQuery, useReviewWrite } from '../reviews-data.ts';
import { CALENDAR_FIELDS } from './calendar-fields.ts';

type Values = z.infer<typeof PlanRound>;

type Facts = {
  t: (key: TextKey<typeof translateReviewForms>) => string;
  form: UseFormReturn<Values>;
  authorities: Option[];
  clauses: Option[];
  bound: Option[];
  scope: string[];
  asked: string[];
};

const FIELDS: FieldTable<FieldPath<Values>, TextKey<typeof translateReviewForms>, Facts> = [
  { name: 'title.en', kind: 'line', half: true, label: 'plan.title-en', attributes: { lang: 'en' } },
  { name: 'title.fr', kind: 'line', half: true, label: 'plan.title-fr', attributes: { lang: 'fr' } },
  {
    ...{ name: 'authorityId', kind: 'choice', half: true, label: 'rounds.authority', hint: 'plan.authority-hint' },
    ...{ none: 'plan.authority-later', options: ({ authorities }) => authorities },
  },
  {
    ...{ name: 'scope', kind: 'own', label: 'rounds.clauses' },
    draw: ({ id, label }, { t, form, clauses, scope }) => (
      <ChoiceList
        id={id}
        label={label}
        none={t('round.all-clauses')}
        choices={clauses}
        chosen={scope}
        onChange={(ids) => form.setValue('scope', ids)}
      />
    ),
  },
  {
    ...{ name: 'parties', kind: 'own', label: 'plan.parties' },
    draw: ({ id, label }, { t, form, bound, asked }) => (
      <ChoiceList
        id={id}
        label={label}
        none={t('plan.every-party')}
        choices={bound}
        chosen={asked}
        onChange={(ids) => form.setValue('parties', ids.length === 0 ? null : ids)}
      />
    ),
  },
  {
    ...{ name: 'ratings', kind: 'own', label: 'plan.ratings-on', hint: 'plan.ratings-hint' },
    draw: ({ label, hint }, { form }) => (
      <>
        <label className="tick">
          <input type="checkbox" {...form.register('ratings')} />
          {label}
        </label>
        <p className="small muted">{hint}</p>
      </>
    ),
  },
  ...CALENDAR_FIELDS.map((field) => ({ ...field, group: { legend: 'plan.calendar', hint: 'plan.calendar-hint' } as const })),
];

/** Plans a round of the current edition: title, authority, clauses, parties, dates. No party is asked yet. */
export function PlanRoundForm() {
  const t = useTranslations(translateReviewForms);
  const locale = useLocale();
  const navigate = useNavigate();
  const policy = useQuery(policyQuery);
  const authorities = useQuery(authoritiesQuery);
  const parties = useQuery(everyPartyQuery);
  const save = useReviewWrite((values: Values, key) => send('POST /rounds', values, key), {
    onSuccess: ({ id }) => navigate({ to: '/rounds/$roundId', params: { roundId: id } }),
  });
  const form = useForm<Values>({
    resolver: zodResolver(PlanRound),
    defaultValues: {
      title: { en: '', fr: '' },
      authorityId: null,
      scope: [],
      parties: null,
      calendar: { selfAssessmentDue: null, commentDue: null, adoptionPlanned: null, followUpDue: null, cutOff: null },
      ratings: true,
    },
  });
  const compare = collator(locale);
  const facts: Facts = {
    t,
    form,
    authorities: (authorities.data ?? [])
      .filter((one) => one.replacedBy === null)
      .map((one) => ({ value: one.id, text: one.name[locale] })),
    clauses: (policy.data?.columns ?? []).map((id) => {
      const clause = policy.data!.clauses.find((one) => one.id === id);
      return { value: id, text: `${id} ${clause?.short[locale] ?? ''}` };
    }),
    bound: (parties.data ?? []).map((party) => ({ value: party.id, text: party.name[locale] })).toSorted((a, b) => compare(a.text, b.text)),
    scope: form.watch('scope'),
    asked: form.watch('parties') ?? [],
  };
  const { faults, rows } = useFieldRows({ fields: FIELDS, form, schema: PlanRound, t, facts, problem: save.error });
  return (
    <form className="panel form review-form" noValidate onSubmit={form.handleSubmit((values) => save.mutate(values))}>
      <h2>{t('rounds.plan')}</h2>
      <p className="small muted">{policy.data && t('plan.edition', { edition: policy.data.title[locale] })}</p>
      <ErrorSummary faults={faults} />
      {rows}
      <FormFoot action={t('plan.save')} waiting={save.isPending} />
    </form>
  );
}
