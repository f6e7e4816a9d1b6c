import { z } from 'zod';
import { Time, WeekDays, Zone } from '../help/help.schema.ts';

const Hours = { starts: Time.nullable(), ends: Time.nullable() };
const ReaderNumber = z.number().int().min(1);

/** One reader on days of the week. `ends` before `starts` is on the next day; both null: the whole day. */
export const ShiftFields = z.strictObject({ reader: ReaderNumber, days: WeekDays, ...Hours });
export type ShiftFields = z.infer<typeof ShiftFields>;

/** A new duty roster. It replaces the one in force, whose number is `version`; 0 where there is none. Without shifts nobody is on duty. */
export const SetRoster = z.strictObject({
  channelId: z.uuid(),
  version: z.number().int().min(0),
  zone: Zone,
  shifts: z.array(ShiftFields).max(40),
});
export const SetRosterAnswer = z.object({ version: z.number().int() });

/** The duty roster of a channel in force, and who is on duty now. `zone` is null where there is none yet. */
export const RosterView = z.object({
  channelId: z.uuid(),
  version: z.number().int(),
  zone: z.string().nullable(),
  shifts: z.array(
    z.object({ reader: ReaderNumber, days: z.array(z.number()), starts: z.string().nullable(), ends: z.string().nullable() }),
  ),
  /** Numbers of readers who were not removed. */
  readers: z.array(ReaderNumber),
  /** Those of them whom the newest list does not name: no report reaches them, so they are not on duty. A roster may name them for the next list. */
  unlisted: z.array(ReaderNumber),
  /** The parent's duty among those whom it names. */
  parents: z.array(ReaderNumber),
  now: z.object({ duty: ReaderNumber.nullable(), next: ReaderNumber.nullable() }),
  /** After how many minutes without "I have it" the next reader, and then the parent's duty, is notified of danger. */
  minutes: z.object({ next: z.number(), parent: z.number() }),
  /** The parts of a week in which nobody is on duty, in local time. */
  empty: z.array(z.object({ day: z.number(), from: z.string(), to: z.string() })),
});
export type RosterView = z.infer<typeof RosterView>;
