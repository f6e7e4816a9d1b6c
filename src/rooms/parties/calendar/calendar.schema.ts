import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';

const isZone = (zone: string) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const Zone = z.string().min(1).max(60).refine(isZone, { error: 'zone' });
const Weekend = z
  .array(z.int().min(1).max(7))
  .max(6)
  .transform((days) => [...new Set(days)].sort());

/** Sets the working calendar. `holidays`: a table with one column `date`, from a file or pasted, so that published lists can be used unchanged. */
export const SetCalendar = z.strictObject({
  partyId: z.uuid(),
  zone: Zone,
  weekend: Weekend,
  holidays: z.string().max(40_000),
  source: z.string().trim().min(1).max(2000),
});

/** The working calendar of a party. `source` null: none was set, and the default applies. */
export const CalendarView = z.object({
  partyId: z.string(),
  zone: z.string(),
  weekend: z.array(z.int()),
  holidays: z.array(z.string()),
  source: z.string().nullable(),
  recordedAt: z.string().nullable(),
  /** Today in the party's time zone, and its next working day. */
  today: z.string(),
  nextWorkingDay: z.string(),
  /** The edition’s spans of working days: where each would end for the party if it began today. */
  spans: z.array(z.object({ id: z.string(), title: BothLanguages, days: z.int(), ends: z.string() })),
});
export type CalendarView = z.infer<typeof CalendarView>;
