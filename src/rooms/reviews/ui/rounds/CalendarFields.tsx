import type { FieldPath, UseFormReturn } from 'react-hook-form';
import { useTranslations } from '#web/client/language.ts';
import type { Faults } from '#web/kit/fields/faults.ts';
import { TextField } from '#web/kit/fields/TextField.tsx';
import type { RoundView } from '../../rounds/round.schema.ts';
import { translateReviewForms } from '../forms/texts.ts';
import { emptyIsNull } from './form-values.ts';

export const CALENDAR_DAYS = ['selfAssessmentDue', 'commentDue', 'adoptionPlanned', 'followUpDue'] as const;
type Form = { calendar: RoundView['calendar'] };

/** Labels of the four dates by the path of their field. */
export function useCalendarLabels(): Record<`calendar.${(typeof CALENDAR_DAYS)[number]}`, string> {
  const t = useTranslations(translateReviewForms);
  return {
    'calendar.selfAssessmentDue': t('calendar.selfAssessmentDue'),
    'calendar.commentDue': t('calendar.commentDue'),
    'calendar.adoptionPlanned': t('calendar.adoptionPlanned'),
    'calendar.followUpDue': t('calendar.followUpDue'),
  };
}

/** The four dates of a round. A date that is not set stays empty. */
export function CalendarFields<Values extends Form>({ form, faults }: { form: UseFormReturn<Values>; faults: Faults }) {
  const labels = useCalendarLabels();
  return (
    <div className="field-pair">
      {CALENDAR_DAYS.map((day) => (
        <TextField
          key={day}
          id={`calendar.${day}`}
          type="date"
          label={labels[`calendar.${day}`]}
          error={faults.of(`calendar.${day}`)}
          {...form.register(`calendar.${day}` as FieldPath<Values>, emptyIsNull)}
        />
      ))}
    </div>
  );
}
