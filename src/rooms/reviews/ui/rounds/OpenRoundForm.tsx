import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { CalendarInput, type RoundView } from '../../rounds/round.schema.ts';
import { translateReviewForms } from '../forms/texts.ts';
import { authoritiesQuery, useReviewWrite } from '../reviews-data.ts';
import { CalendarFields, useCalendarLabels } from './CalendarFields.tsx';

const Values = z.object({ authorityId: z.uuid(), calendar: CalendarInput });

/** Opens a planned round: sets the competent authority and the dates that planning left open. The clocks start here. */
export function OpenRoundForm({ round, proposed }: { round: RoundView; proposed: RoundView['calendar'] | null }) {
  const t = useTranslations(translateReviewForms);
  const locale = useLocale();
  const authorities = useQuery(authoritiesQuery);
  const calendarLabels = useCalendarLabels();
  const form = useForm<z.infer<typeof Values>>({
    resolver: zodResolver(Values),
    defaultValues: { authorityId: round.authority?.id ?? '', calendar: proposed ?? round.calendar },
  });
  const open = useReviewWrite((body: z.infer<typeof Values>, key) =>
    send('POST /rounds/:roundId/open', { roundId: round.id, version: round.version, ...body }, key),
  );
  const labels = { authorityId: t('rounds.authority'), ...calendarLabels };
  const faults = useFaults({ labels, errors: form.formState.errors, problem: open.error });
  const known = authorities.data?.filter((one) => one.replacedBy === null) ?? [];
  if (authorities.isSuccess && known.length === 0)
    return (
      <p>
        {t('open.no-authority')}{' '}
        <Link to="/rounds" search={{ view: 'register' }}>
          {t('authorities.register')}
        </Link>
      </p>
    );
  if (!authorities.isSuccess) return null;
  return (
    <form className="form" noValidate onSubmit={form.handleSubmit((values) => open.mutate(values))}>
      <ErrorSummary faults={faults} />
      <SelectField id="authorityId" label={labels.authorityId} error={faults.of('authorityId')} {...form.register('authorityId')}>
        <option value="">{t('open.choose')}</option>
        {known.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name[locale]}
          </option>
        ))}
      </SelectField>
      {proposed && <p className="small muted">{t('open.proposed')}</p>}
      <CalendarFields form={form} faults={faults} />
      <p>
        <Button kind="main" type="submit" waiting={open.isPending}>
          {t('task.open-round')}
        </Button>
      </p>
    </form>
  );
}
