import { z } from 'zod';
import { isPartialDate } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { fault, findDuplicates, RequiredText, readRows } from '../csv-rows.ts';
import { findParty } from '../party.store.ts';
import { translateFault } from '../texts.ts';
import { SetCalendar } from './calendar.schema.ts';
import '../errors.ts';
import '../permissions.ts';

const Row = z.strictObject({ date: RequiredText.refine((text) => text.length === 10 && isPartialDate(text), fault('not-a-date')) });

/** Sets the working calendar of a party. Earlier calendars are kept. */
export const setCalendar = defineCommand({
  name: 'parties/set-calendar',
  permission: 'parties:manage-calendar',
  operational: 'register',
  input: SetCalendar,
  answer: z.object({ calendarId: z.string(), holidays: z.int() }),
  party: ({ partyId }) => partyId,
  async run({ db, write, subject, now, newId }, { partyId, zone, weekend, holidays, source }) {
    if ((await findParty(db, { id: partyId })) === undefined) throw new AppError('platform/not-found');
    const { rows, faults } = holidays.trim() === '' ? { rows: [], faults: [] } : readRows('holidays.csv', holidays, ['date'], Row);
    const all = [...faults, ...findDuplicates('holidays.csv', rows, ({ date }) => date)];
    if (all.length > 0) {
      const fields = all
        .slice(0, 20)
        .map((one) => ({ path: `${one.line}`, code: one.code, message: translateFault(subject.language, one) }));
      throw new AppError('parties/holidays-damaged', { fields });
    }
    const days = rows.map(({ value }) => value.date).sort();
    const calendarId = newId();
    write(
      db.insertInto('parties.calendar').values({
        id: calendarId,
        party_id: partyId,
        zone,
        weekend,
        holidays: days,
        source,
        recorded_at: now,
        recorded_by: subject.person,
      }),
    );
    return {
      answer: { calendarId, holidays: days.length },
      entry: { subjectKind: 'calendar', subjectId: calendarId, partyId, detail: { zone, weekend, holidays: days.length, source } },
    };
  },
});
