import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type FieldPath, useForm } from 'react-hook-form';
import { z } from 'zod';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFieldRows } from '#web/kit/fields/FieldRows.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import type { FieldTable, Option, TextKey } from '#web/kit/fields/field-table.ts';
import { CalendarInput, type RoundView } from '../../rounds/round.schema.ts';
import { translateReviewForms } from '../forms/texts.ts';
import { authoritiesQuery, useReviewWrite } from '../reviews-data.ts';
import { translateReviewTasks } from '../tasks/texts.ts';
import { CALENDAR_FIELDS } from './calendar-fields.ts';

const Values = z.object({ authorityId: z.uuid(), calendar: CalendarInput });

type Values = z.infer<typeof Values>;

const FIELDS: FieldTable<FieldPath<Values>, TextKey<typeof translateReviewForms>, { known: Option[]; proposal: ReactNode }> = [
  { name: 'authorityId', kind: 'choice', label: 'rounds.authority', none: 'open.choose', options: ({ known }) => known },
  // Where the dates below come from.
  { name: 'calendar', kind: 'own', label: 'plan.calendar', draw: (_, { proposal }) => proposal },
  ...CALENDAR_FIELDS,
];

/** Opens a planned round: sets the competent authority and the dates that planning left open. The clocks start here. */
export function OpenRoundForm(props: { round: RoundView; proposed: RoundView['calendar'] | null }) {
  const t = useTranslations(translateReviewForms);
  const locale = useLocale();
  const authorities = useQuery(authoritiesQuery);
  if (!authorities.isSuccess) return null;
  const known = authorities.data.filter((one) => one.replacedBy === null).map((one) => ({ value: one.id, text: one.name[locale] }));
  if (known.length > 0) return <OpenForm {...props} known={known} />;
  return (
    <p>
      {t('open.no-authority')}{' '}
      <Link to="/rounds" search={{ view: 'register' }}>
        {t('authorities.register')}
      </Link>
    </p>
  );
}

function OpenForm({ round, proposed, known }: { round: RoundView; proposed: RoundView['calendar'] | null; known: Option[] }) {
  const t = useTranslations(translateReviewForms);
  const task = useTranslations(translateReviewTasks);
  const form = useForm<Values>({
    resolver: zodResolver(Values),
    defaultValues: {
      authorityId: round.authority?.id ?? (known.length === 1 ? known[0]!.value : ''),
      calendar: proposed ?? round.calendar,
    },
  });
  const open = useReviewWrite((body: Values, key) =>
    send('POST /rounds/:roundId/open', { roundId: round.id, version: round.version, ...body }, key),
  );
  const facts = { known, proposal: proposed && <p className="small muted">{t('open.proposed')}</p> };
  const { faults, rows } = useFieldRows({ fields: FIELDS, form, schema: Values, t, facts, problem: open.error });
  return (
    <form className="form" noValidate onSubmit={form.handleSubmit((values) => open.mutate(values))}>
      <ErrorSummary faults={faults} />
      {rows}
      <FormFoot action={task('task.open-round')} waiting={open.isPending} />
    </form>
  );
}
