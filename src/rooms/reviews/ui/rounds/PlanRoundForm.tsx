import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { collator } from '#platform/texts/texts.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { PlanRound } from '../../rounds/round.schema.ts';
import { ChoiceList } from '../forms/ChoiceList.tsx';
import { translateReviewForms } from '../forms/texts.ts';
import { authoritiesQuery, everyPartyQuery, policyQuery, useReviewWrite } from '../reviews-data.ts';
import { CalendarFields, useCalendarLabels } from './CalendarFields.tsx';
import { emptyIsNull } from './form-values.ts';

type Values = z.infer<typeof PlanRound>;

/** Plans a round of the current edition: title, authority, clauses, parties, dates. No party is asked yet. */
export function PlanRoundForm() {
  const t = useTranslations(translateReviewForms);
  const locale = useLocale();
  const navigate = useNavigate();
  const policy = useQuery(policyQuery);
  const authorities = useQuery(authoritiesQuery);
  const parties = useQuery(everyPartyQuery);
  const calendarLabels = useCalendarLabels();
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
      calendar: { selfAssessmentDue: null, commentDue: null, adoptionPlanned: null, followUpDue: null },
    },
  });
  const labels = {
    'title.en': t('plan.title-en'),
    'title.fr': t('plan.title-fr'),
    authorityId: t('rounds.authority'),
    scope: t('rounds.clauses'),
    parties: t('plan.parties'),
    ...calendarLabels,
  };
  const faults = useFaults({ labels, errors: form.formState.errors, problem: save.error });
  const field = (path: 'title.en' | 'title.fr' | 'authorityId') => ({ id: path, label: labels[path], error: faults.of(path) });
  const compare = collator(locale);
  const clauses = policy.data?.columns.map((id) => {
    const clause = policy.data.clauses.find((one) => one.id === id);
    return { value: id, text: `${id} ${clause?.short[locale] ?? ''}` };
  });
  const bound = parties.data?.map((party) => ({ value: party.id, text: party.name[locale] })).toSorted((a, b) => compare(a.text, b.text));
  const [scope, asked] = [form.watch('scope'), form.watch('parties')];
  return (
    <form className="panel form review-form" noValidate onSubmit={form.handleSubmit((values) => save.mutate(values))}>
      <h2>{t('rounds.plan')}</h2>
      <p className="small muted">{policy.data && t('plan.edition', { edition: policy.data.title[locale] })}</p>
      <ErrorSummary faults={faults} />
      <div className="field-pair">
        <TextField {...field('title.en')} lang="en" {...form.register('title.en')} />
        <TextField {...field('title.fr')} lang="fr" {...form.register('title.fr')} />
        <SelectField {...field('authorityId')} hint={t('plan.authority-hint')} {...form.register('authorityId', emptyIsNull)}>
          <option value="">{t('plan.authority-later')}</option>
          {authorities.data
            ?.filter((one) => one.replacedBy === null)
            .map((one) => (
              <option key={one.id} value={one.id}>
                {one.name[locale]}
              </option>
            ))}
        </SelectField>
      </div>
      <ChoiceList
        id="scope"
        label={labels.scope}
        none={t('round.all-clauses')}
        choices={clauses ?? []}
        chosen={scope}
        onChange={(ids) => form.setValue('scope', ids)}
      />
      <ChoiceList
        id="parties"
        label={labels.parties}
        none={t('plan.every-party')}
        choices={bound ?? []}
        chosen={asked ?? []}
        onChange={(ids) => form.setValue('parties', ids.length === 0 ? null : ids)}
      />
      <fieldset>
        <legend className="form-legend">{t('plan.calendar')}</legend>
        <p className="small muted">{t('plan.calendar-hint')}</p>
        <CalendarFields form={form} faults={faults} />
      </fieldset>
      <p>
        <Button kind="main" type="submit" waiting={save.isPending}>
          {t('plan.save')}
        </Button>
      </p>
    </form>
  );
}
