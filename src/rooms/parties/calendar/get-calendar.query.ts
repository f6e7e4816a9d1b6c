import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineQuery } from '#platform/query.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { findParty } from '../party.store.ts';
import { dayIn, nextWorkingDay, USUAL_CALENDAR, workingSpans } from './calendar.rules.ts';
import { CalendarView } from './calendar.schema.ts';
import { findCalendar } from './calendar.store.ts';

/** The working calendar of a party: time zone, days of rest and holidays, with its source. */
export const getCalendar = defineQuery({
  name: 'parties/get-calendar',
  permission: 'signed-in',
  input: z.strictObject({ partyId: z.uuid() }),
  answer: CalendarView,
  async run({ db, now }, { partyId }) {
    if ((await findParty(db, { id: partyId })) === undefined) throw new AppError('platform/not-found');
    const stored = await findCalendar(db, partyId);
    const { zone, weekend, holidays } = stored ?? { ...USUAL_CALENDAR, holidays: [] };
    const calendar = { zone, weekend, holidays: new Set(holidays) };
    const today = dayIn(zone, now);
    const edition = currentEdition();
    return {
      partyId,
      zone,
      weekend: [...weekend],
      holidays,
      source: stored?.source ?? null,
      recordedAt: stored?.recorded_at.toISOString() ?? null,
      today,
      nextWorkingDay: nextWorkingDay(calendar, today),
      spans: workingSpans(calendar, edition.parametersOn(now), now).map((span) => ({
        ...span,
        title: edition.parameter(span.id, now).title,
      })),
    };
  },
});
