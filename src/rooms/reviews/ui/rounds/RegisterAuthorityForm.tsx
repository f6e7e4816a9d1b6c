import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { RegisterAuthority } from '../../rounds/round.schema.ts';
import { translateReviewForms } from '../forms/texts.ts';
import { authoritiesQuery, useReviewWrite } from '../reviews-data.ts';
import { useToday } from '../use-today.ts';
import { emptyIsNull } from './form-values.ts';

type Values = z.infer<typeof RegisterAuthority>;

/** Enters a competent authority and its review calendar into the register, as of a day, with the source. */
export function RegisterAuthorityForm() {
  const t = useTranslations(translateReviewForms);
  const locale = useLocale();
  const navigate = useNavigate();
  const today = useToday();
  const register = useQuery(authoritiesQuery);
  const save = useReviewWrite((values: Values, key) => send('POST /authorities', values, key), {
    onSuccess: () => navigate({ to: '/rounds', search: { view: 'authorities' } }),
  });
  const form = useForm<Values>({
    resolver: zodResolver(RegisterAuthority),
    defaultValues: {
      name: { en: '', fr: '' },
      reviews: { en: '', fr: '' },
      intervalMonths: null,
      from: today,
      to: null,
      replaces: null,
      source: '',
    },
  });
  const labels = {
    'name.en': t('authorities.name-en'),
    'name.fr': t('authorities.name-fr'),
    'reviews.en': t('authorities.reviews-en'),
    'reviews.fr': t('authorities.reviews-fr'),
    intervalMonths: t('authorities.interval'),
    from: t('authorities.from'),
    to: t('authorities.to'),
    replaces: t('authorities.replaces'),
    source: t('authorities.source'),
  };
  const faults = useFaults({ labels, errors: form.formState.errors, problem: save.error });
  const field = (path: keyof typeof labels) => ({ id: path, label: labels[path], error: faults.of(path) });
  return (
    <form className="panel form review-form" noValidate onSubmit={form.handleSubmit((values) => save.mutate(values))}>
      <h2>{t('authorities.register')}</h2>
      <p className="small muted">{t('authorities.form-says')}</p>
      <ErrorSummary faults={faults} />
      <div className="field-pair">
        <TextField {...field('name.en')} lang="en" {...form.register('name.en')} />
        <TextField {...field('name.fr')} lang="fr" {...form.register('name.fr')} />
        <TextField {...field('reviews.en')} lang="en" hint={t('authorities.reviews-hint')} {...form.register('reviews.en')} />
        <TextField {...field('reviews.fr')} lang="fr" hint={t('authorities.reviews-hint')} {...form.register('reviews.fr')} />
        <TextField
          {...field('intervalMonths')}
          type="number"
          min={1}
          max={120}
          hint={t('authorities.interval-hint')}
          {...form.register('intervalMonths', { setValueAs: (text) => (text === '' || text === null ? null : Number(text)) })}
        />
        <TextField {...field('source')} hint={t('authorities.source-hint')} {...form.register('source')} />
        <TextField {...field('from')} type="date" {...form.register('from')} />
        <TextField {...field('to')} type="date" hint={t('authorities.to-hint')} {...form.register('to', emptyIsNull)} />
        <SelectField {...field('replaces')} {...form.register('replaces', emptyIsNull)}>
          <option value="">{t('authorities.replaces-none')}</option>
          {register.data
            ?.filter((one) => one.replacedBy === null)
            .map((one) => (
              <option key={one.id} value={one.id}>
                {one.name[locale]}
              </option>
            ))}
        </SelectField>
      </div>
      <p>
        <Button kind="main" type="submit" waiting={save.isPending}>
          {t('authorities.save')}
        </Button>
      </p>
    </form>
  );
}
