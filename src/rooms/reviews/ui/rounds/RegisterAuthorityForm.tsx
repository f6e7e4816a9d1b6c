import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FieldPath, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { inEach, type Locale } from '#kernel/languages.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFieldRows } from '#web/kit/fields/FieldRows.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import type { FieldTable, Option, TextKey } from '#web/kit/fields/field-table.ts';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { type Authority, RegisterAuthority } from '../../rounds/round.schema.ts';
import { translateReviewForms } from '../forms/texts.ts';
import { authoritiesQuery, policyQuery, useReviewWrite } from '../reviews-data.ts';
import { useToday } from '../use-today.ts';

type Values = z.infer<typeof RegisterAuthority>;

const FIELDS: FieldTable<FieldPath<Values>, TextKey<typeof translateReviewForms>, { earlier: Option[] }> = [
  { name: 'name.en', kind: 'line', half: true, label: 'authorities.name-en', attributes: { lang: 'en' } },
  { name: 'name.fr', kind: 'line', half: true, label: 'authorities.name-fr', attributes: { lang: 'fr' } },
  {
    name: 'reviews.en',
    kind: 'line',
    label: 'authorities.reviews-en',
    hint: 'authorities.reviews-hint',
    attributes: { lang: 'en' },
  },
  {
    name: 'reviews.fr',
    kind: 'line',
    label: 'authorities.reviews-fr',
    hint: 'authorities.reviews-hint',
    attributes: { lang: 'fr' },
  },
  {
    ...{ name: 'intervalMonths', kind: 'number', half: true, label: 'authorities.interval', hint: 'authorities.interval-hint' },
    attributes: { min: 1, max: 120 },
  },
  { name: 'from', kind: 'day', half: true, label: 'authorities.from' },
  { name: 'to', kind: 'day', half: true, label: 'authorities.to', hint: 'authorities.to-hint' },
  { name: 'source', kind: 'line', label: 'authorities.source', hint: 'authorities.source-hint' },
  {
    ...{ name: 'replaces', kind: 'choice', label: 'authorities.replaces', none: 'authorities.replaces-none' },
    options: ({ earlier }) => earlier,
  },
];

/** Enters a competent authority and its review calendar into the register, as of a day, with the source. */
export function RegisterAuthorityForm() {
  const register = useQuery(authoritiesQuery);
  const policy = useQuery(policyQuery);
  const error = register.error ?? policy.error;
  if (error) return <ProblemNote error={error} retry={() => void Promise.all([register.refetch(), policy.refetch()])} />;
  if (!register.data || !policy.data) return <Skeleton rows={8} />;
  return <AuthorityForm register={register.data} suggested={register.data.length === 0 ? policy.data : null} />;
}

/** `suggested`: the edition from which the first entry is suggested. It names competent authorities without saying which, so every field can be changed. */
function AuthorityForm({ register, suggested }: { register: readonly Authority[]; suggested: EditionData | null }) {
  const t = useTranslations(translateReviewForms);
  const locale = useLocale();
  const navigate = useNavigate();
  const today = useToday();
  const save = useReviewWrite((values: Values, key) => send('POST /authorities', values, key), {
    onSuccess: () => navigate({ to: '/rounds', search: { view: 'authorities' } }),
  });
  const form = useForm<Values>({
    resolver: zodResolver(RegisterAuthority),
    defaultValues: {
      name: { en: '', fr: '' },
      reviews: { en: '', fr: '' },
      intervalMonths: null,
      source: '',
      ...(suggested && suggestionFrom(suggested, locale)),
      from: today,
      to: null,
      replaces: null,
    },
  });
  const earlier = register.filter((one) => one.replacedBy === null).map((one) => ({ value: one.id, text: one.name[locale] }));
  const { faults, rows } = useFieldRows({ fields: FIELDS, form, schema: RegisterAuthority, t, facts: { earlier }, problem: save.error });
  return (
    <form className="panel form review-form" noValidate onSubmit={form.handleSubmit((values) => save.mutate(values))}>
      <h2>{t('authorities.register')}</h2>
      <p className="small muted">{t('authorities.form-says')}</p>
      {suggested && (
        <p className="note">
          {t('authorities.suggested', {
            clauses: suggested.acts.reviews.join(', '),
            authority: (suggested.adoption?.by ?? suggested.authority)[locale],
          })}
        </p>
      )}
      <ErrorSummary faults={faults} />
      {rows}
      <FormFoot action={t('authorities.save')} waiting={save.isPending} />
    </form>
  );
}

/** The authority that adopted the policy, for the clauses on reviews. The interval is the parameter of the edition. */
function suggestionFrom(
  { authority, adoption, acts, title, parameters }: EditionData,
  locale: Locale,
): Pick<Values, 'name' | 'reviews' | 'intervalMonths' | 'source'> {
  const clauses = acts.reviews.join(', ');
  const months = parameters.find(({ id }) => id === 'review-interval')?.value;
  return {
    name: adoption?.by ?? authority,
    reviews: inEach((language) => translateReviewForms(language, 'authorities.suggested-reviews', { clauses })),
    intervalMonths: typeof months === 'number' ? months : null,
    source: translateReviewForms(locale, 'authorities.suggested-source', { title: title[locale], clauses }),
  };
}
