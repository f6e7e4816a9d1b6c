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

/** Says anew when a party works. `holidays`: a table with one column `date`, as a file's text or pasted, so that a list from elsewhere is taken as it is. */
export const SetCalendar = z.strictObject({
  partyId: z.uuid(),
  zone: Zone,
  weekend: Weekend,
  holidays: z.string().max(40_000),
  source: z.string().trim().min(1).max(2000),
});

/** When a party works. `source` null: nobody has said anything, and what is usual holds. */
export const CalendarView = z.object({
  partyId: z.string(),
  zone: z.string(),
  weekend: z.array(z.int()),
  holidays: z.array(z.string()),
  source: z.string().nullable(),
  recordedAt: z.string().nullable(),
  /** Today where the party is, and the next day it works. */
  today: z.string(),
  nextWorkingDay: z.string(),
  /** The edition’s spans of working days: where each would end if it began today, where the party is. */
  spans: z.array(z.object({ id: z.string(), title: BothLanguages, days: z.int(), ends: z.string() })),
});
export type CalendarView = z.infer<typeof CalendarView>;
