import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { type Resolver, useForm } from 'react-hook-form';
import { type AnswerOf, type InputOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFieldRows } from '#web/kit/fields/FieldRows.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import type { FieldTable, TextKey } from '#web/kit/fields/field-table.ts';
import { PublishSitePage } from '../../workers/site-pages/site-page.schema.ts';
import { translateWorkersPage } from './texts.ts';

type Values = InputOf<'POST /contracts/:contractId/site-pages'>;

const FIELDS: FieldTable<keyof Values, TextKey<typeof translateWorkersPage>> = [
  { name: 'name', kind: 'line', label: 'site.name', hint: 'site.name-hint', attributes: { maxLength: 100 } },
  { name: 'slug', kind: 'line', label: 'site.slug', hint: 'site.slug-hint', attributes: { maxLength: 60, autoCapitalize: 'none' } },
  { name: 'agreedBy', kind: 'line', label: 'site.agreed-by', hint: 'site.agreed-by-hint', attributes: { maxLength: 200 } },
  { name: 'agreedOn', kind: 'day', label: 'site.agreed-on', half: true },
  { name: 'agreedUntil', kind: 'day', label: 'site.agreed-until', half: true },
  {
    ...{ name: 'agreement', kind: 'lines', label: 'site.agreement', hint: 'site.agreement-hint' },
    attributes: { maxLength: 1000, rows: 3 },
  },
];
const resolver = zodResolver(PublishSitePage) as unknown as Resolver<Values>;

/** Publishes a page for the people who work at a site. Its name is entered, and not taken from the contract: force protection agreed to a name. */
export function SitePageForm({ contract, close }: { contract: AnswerOf<'/contracts/:contractId/workers'>['contract']; close: () => void }) {
  const t = useTranslations(translateWorkersPage);
  const queries = useQueryClient();
  const form = useForm<Values>({ resolver, defaultValues: { contractId: contract.id } });
  const save = useWrite((input: Values, key) => send('POST /contracts/:contractId/site-pages', input, key), {
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['contracts', 'workers'] });
      close();
    },
  });
  const { faults, rows } = useFieldRows({ fields: FIELDS, form, schema: PublishSitePage, t, facts: null, problem: save.error });
  return (
    <form className="form panel" noValidate onSubmit={form.handleSubmit((input) => save.mutate(input))}>
      <p>{t('site.shows')}</p>
      <ErrorSummary faults={faults} />
      {rows}
      <FormFoot action={t('site.publish')} waiting={save.isPending} close={close} />
    </form>
  );
}
