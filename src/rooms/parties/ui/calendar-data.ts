import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';
import { usePartyWords } from './party-words.ts';

/** The working calendar of a party. */
export const calendarQuery = (partyId: string) =>
  queryOptions({
    queryKey: ['parties', partyId, 'calendar'],
    queryFn: ({ signal }) => get('/parties/:partyId/calendar', { partyId }, signal),
  });

/** Monday to Sunday. */
export const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

/** The words of calendars in the reader's language. */
export function useCalendarWords() {
  const words = usePartyWords();
  // 5 January 1970 was a Monday.
  const weekday = (day: number) =>
    new Intl.DateTimeFormat(words.locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date((3 + day) * 86_400_000));
  return { ...words, weekday, weekdays: (days: readonly number[]) => new Intl.ListFormat(words.locale).format(days.map(weekday)) };
}
