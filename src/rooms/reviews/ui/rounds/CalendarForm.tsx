import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { isStale } from '#web/client/problem.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFieldRows } from '#web/kit/fields/FieldRows.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { StaleNote } from '#web/kit/notes/stale/StaleNote.tsx';
import { CalendarInput, type RoundView } from '../../rounds/round.schema.ts';
import { translateReviewForms } from '../forms/texts.ts';
import { useReviewWrite } from '../reviews-data.ts';
import { CALENDAR_DAYS, CALENDAR_FIELDS } from './calendar-fields.ts';

const Values = z.object({ calendar: CalendarInput });

/** Moves the dates of an open round: later, never earlier. */
export function CalendarForm({ round, done }: { round: RoundView; done: () => void }) {
  const t = useTranslations(translateReviewForms);
  const form = useForm<z.infer<typeof Values>>({ resolver: zodResolver(Values), defaultValues: { calendar: round.calendar } });
  const save = useReviewWrite(
    ({ version, ...body }: z.infer<typeof Values> & { version: number }, key) =>
      send('PUT /rounds/:roundId/calendar', { roundId: round.id, version, ...body }, key),
    { onSuccess: done },
  );
  const stale = isStale(save.error);
  const problem = stale ? null : save.error;
  const { faults, rows } = useFieldRows({ fields: CALENDAR_FIELDS, form, schema: Values, t, facts: null, problem });
  const yours = form.getValues('calendar');
  return (
    <form className="form" noValidate onSubmit={form.handleSubmit((values) => save.mutate({ ...values, version: round.version }))}>
      <p className="small muted">{t('calendar.later-only')}</p>
      {stale && (
        <StaleNote
          rows={CALENDAR_DAYS.map((day) => ({ key: day, name: t(`calendar.${day}`), current: round.calendar[day], yours: yours[day] }))}
          load={() => {
            form.reset({ calendar: round.calendar });
            save.reset();
          }}
        />
      )}
      <ErrorSummary faults={faults} />
      {rows}
      <FormFoot action={t('calendar.save')} waiting={save.isPending} />
    </form>
  );
}
