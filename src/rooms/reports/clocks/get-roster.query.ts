import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineQuery } from '#platform/query.ts';
import { clocksOn } from './clock-parameters.ts';
import { emptyHours, onDutyAt } from './roster.rules.ts';
import { RosterView } from './roster.schema.ts';
import { findRoster } from './roster.store.ts';

/** The duty roster of a channel, for its readers and those who keep it (5e, A1.5). */
export const getRoster = defineQuery({
  name: 'reports/get-roster',
  permission: 'signed-in',
  input: z.strictObject({ channelId: z.uuid() }),
  answer: RosterView,
  async run({ db, now }, { channelId }) {
    const found = await findRoster(db, channelId);
    if (found === undefined) throw new AppError('platform/not-found');
    const { zone, shifts } = found;
    const { dangerMinutes, parentMinutes } = clocksOn(now);
    const listed = found.readers.filter((one) => one.listed);
    const numbersOf = (readers: typeof found.readers) => readers.map(({ number }) => number);
    return {
      ...found,
      readers: numbersOf(found.readers),
      unlisted: numbersOf(found.readers.filter((one) => !one.listed)),
      parents: numbersOf(listed.filter((one) => one.function === 'parent-duty')),
      now: zone === null ? { duty: null, next: null } : onDutyAt({ zone, shifts }, now, numbersOf(listed)),
      minutes: { next: dangerMinutes, parent: parentMinutes },
      empty: emptyHours(shifts, numbersOf(listed)),
    };
  },
});
