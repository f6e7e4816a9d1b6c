import type {} from '#platform/mail/mailer.ts';
import type { Platform } from '#platform/platform.ts';
import type { OnDuty } from '../manifest/readers.rules.ts';
import { isUnattended, mayPromise } from './attended.rules.ts';
import { clocksOn } from './clock-parameters.ts';
import { onDutyAt, type Roster } from './roster.rules.ts';

/**
 * What the database returns about the clocks of an open channel: its roster, the readers whom its newest list names, by number, and the newest day on which one of them unlocked its
 * reports.
 */
export type ClockFacts = { roster: Roster | null; readers: number[]; attendedOn: string };

/**
 * What anyone may know of them. `promises`: a person looks at danger within `dangerMinutes`; only where a reader is on duty and mail is sent. `keptMonths`, `junkDays`:
 * how long a report is kept after it was closed.
 */
export type PublicClocks = {
  onDuty: OnDuty;
  clocks: {
    dangerMinutes: number;
    mergeMinutes: number;
    promises: boolean;
    attended: boolean;
    unattendedHours: number;
    keptMonths: number;
    junkDays: number;
  };
};

/** What the public page of a channel may say about who reads there, and how soon. */
export function publicClocks(
  { roster, readers, attendedOn }: ClockFacts,
  now: Date,
  { services }: Pick<Platform, 'services'>,
): PublicClocks {
  const clocks = clocksOn(now);
  const { dangerMinutes, mergeMinutes, unattendedHours, keptMonths, junkDays } = clocks;
  return {
    onDuty: roster === null ? { duty: null, next: null } : onDutyAt(roster, now, readers),
    clocks: {
      ...{ dangerMinutes, mergeMinutes, unattendedHours, keptMonths, junkDays },
      promises: services.mailer !== undefined && mayPromise(roster, readers, now, clocks),
      attended: !isUnattended(attendedOn, now, clocks),
    },
  };
}
