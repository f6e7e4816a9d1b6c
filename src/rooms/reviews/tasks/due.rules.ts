import type { Day } from '#kernel/day.ts';
import type { Role } from '#kernel/roles.ts';
import { group } from '#kernel/roles.ts';

/** What a party has to do by a date: its self-assessment, the answer to a question, its comments, progress on a finding. */
export const DUE_KINDS = ['self-assessment', 'question', 'comment', 'finding'] as const;
export type DueItem = {
  readonly kind: (typeof DUE_KINDS)[number];
  readonly roundId: string;
  readonly participationId: string;
  readonly partyId: string;
  /** Id of the finding or question, if it concerns one. */
  readonly subjectId: string | null;
  readonly due: Day;
  /** The first day (UTC) whose digests can say that the item is over, by the party's calendar and time zone. */
  readonly overOn: Day;
  /** True where the party is only invited. */
  readonly voluntary: boolean;
};

/** Days before a due date on which a reminder is sent, earliest first, and days after the last day until a missing self-assessment is escalated. Parameters of the edition. */
export type ReminderTimes = { readonly before: readonly number[]; readonly higherAfter: number };

/**
 * One line of a person's digest. `days` until the due date (negative: since it). `invited`: sent once as an invitation, without a binding date. `higher`:
 * escalated, the policy office writes to the permanent representative.
 */
export type Reminder = DueItem & {
  readonly tone: 'invited' | 'due' | 'higher';
  readonly days: number;
  readonly to: { readonly partyId: string | null; readonly roles: readonly Role[] };
};

const DAY_MS = 86_400_000;
const daysBetween = (from: Day, to: Day): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
const dayBefore = (day: Day, days: number): Day => new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10);

/** The days (UTC) on which an item is reminded, earliest first. An invitation is sent once, on the first of them, and never after a date that is not binding. */
export function remindOn(item: Pick<DueItem, 'kind' | 'due' | 'overOn' | 'voluntary'>, { before, higherAfter }: ReminderTimes): Day[] {
  const days = before.toSorted((a, b) => b - a).map((count) => dayBefore(item.due, count));
  if (item.voluntary) return days.slice(0, 1);
  return item.kind === 'self-assessment' ? [...days, dayBefore(item.overOn, 1 - higherAfter)] : days;
}

/**
 * The reminders of all days after `since` and up to `today`, each item once. A day without a digest therefore loses nothing, and an item never gets two lines.
 * A voluntary item is never overdue: it is sent once, as an invitation.
 */
export function remindersDue(items: readonly DueItem[], since: Day, today: Day, times: ReminderTimes): Reminder[] {
  return items.flatMap((item): Reminder[] => {
    const days = daysBetween(today, item.due);
    // A late digest does not invite to a date that is past.
    if (item.voluntary && days < 0) return [];
    if (!remindOn(item, times).some((day) => day > since && day <= today)) return [];
    if (item.voluntary) return [{ ...item, tone: 'invited', days, to: { partyId: item.partyId, roles: group('speakers') } }];
    if (item.kind === 'self-assessment' && daysBetween(item.overOn, today) >= times.higherAfter - 1)
      return [{ ...item, tone: 'higher', days, to: { partyId: null, roles: group('office') } }];
    return [{ ...item, tone: 'due', days, to: { partyId: item.partyId, roles: group('speakers') } }];
  });
}

/** The next day on which a reminder of an item is sent; null if there is none. */
export function nextReminder(item: Pick<DueItem, 'kind' | 'due' | 'overOn' | 'voluntary'>, today: Day, times: ReminderTimes): Day | null {
  return remindOn(item, times).find((day) => day > today) ?? null;
}
