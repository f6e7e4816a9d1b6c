import type { FieldTable, TextKey } from '#web/kit/fields/field-table.ts';
import type { translateReviewForms } from '../forms/texts.ts';

export const CALENDAR_DAYS = ['selfAssessmentDue', 'commentDue', 'adoptionPlanned', 'followUpDue', 'cutOff'] as const;

/** The dates of a round. A date that is not set stays empty. */
export const CALENDAR_FIELDS: FieldTable<
  `calendar.${(typeof CALENDAR_DAYS)[number]}`,
  TextKey<typeof translateReviewForms>,
  unknown
> = CALENDAR_DAYS.map((day) => ({
  name: `calendar.${day}`,
  kind: 'day',
  half: true,
  label: `calendar.${day}`,
  ...(day === 'cutOff' && { hint: 'calendar.cutOff-hint' as const }),
}));
