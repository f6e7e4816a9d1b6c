import type { Day } from '#kernel/day.ts';
import type { Role } from '#kernel/roles.ts';
import { SPEAKERS } from '../participations/participation.rules.ts';

/** What is asked of a party by a day: its return, the answer to a question, its comments, progress on a finding. */
export const DUE_KINDS = ['return', 'question', 'comment', 'finding'] as const;
export type DueItem = {
  readonly kind: (typeof DUE_KINDS)[number];
  readonly roundId: string;
  readonly participationId: string;
  readonly partyId: string;
  /** The finding or question, where it is about one. */
  readonly subjectId: string | null;
  readonly due: Day;
  /** True where the party is only invited. */
  readonly voluntary: boolean;
};

/** Days before a day at which it is recalled, the earliest first; and days after it at which a missing return goes higher. Parameters of the edition. */
export type ReminderTimes = { readonly before: readonly number[]; readonly higherAfter: number };

/**
 * One line of somebody's digest. `days` until the day that is meant (below zero: since it). `invited`: it is recalled as an invitation, once, without a day that
 * binds. `higher`: the policy office writes to the permanent representative.
 */
export type Reminder = DueItem & {
  readonly tone: 'invited' | 'due' | 'higher';
  readonly days: number;
  readonly to: { readonly partyId: string | null; readonly roles: readonly Role[] };
};

const DAY_MS = 86_400_000;
const daysBetween = (from: Day, to: Day): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
const dayBefore = (day: Day, days: number): Day => new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10);

/** The days on which an item is recalled, the earliest first: an invitation once, at the earliest; never after a day that does not bind. */
export function remindOn(item: Pick<DueItem, 'kind' | 'due' | 'voluntary'>, { before, higherAfter }: ReminderTimes): Day[] {
  const days = before.toSorted((a, b) => b - a).map((count) => dayBefore(item.due, count));
  if (item.voluntary) return days.slice(0, 1);
  return item.kind === 'return' ? [...days, dayBefore(item.due, -higherAfter)] : days;
}

/**
 * What is due for whom: everything recalled on a day after `since` and up to `today`, each item once, so that a day without a digest
 * loses nothing and nobody gets two lines for one thing. Nothing voluntary is ever overdue: it is recalled once, as an invitation.
 */
export function remindersDue(items: readonly DueItem[], since: Day, today: Day, times: ReminderTimes): Reminder[] {
  return items.flatMap((item): Reminder[] => {
    const days = daysBetween(today, item.due);
    // A digest that comes too late does not invite to a day that is over.
    if (item.voluntary && days < 0) return [];
    if (!remindOn(item, times).some((day) => day > since && day <= today)) return [];
    if (item.voluntary) return [{ ...item, tone: 'invited', days, to: { partyId: item.partyId, roles: SPEAKERS } }];
    if (item.kind === 'return' && -days >= times.higherAfter)
      return [{ ...item, tone: 'higher', days, to: { partyId: null, roles: ['policy-office'] } }];
    return [{ ...item, tone: 'due', days, to: { partyId: item.partyId, roles: SPEAKERS } }];
  });
}

/** The next day on which an item will be recalled; null where it will not be any more. */
export function nextReminder(item: Pick<DueItem, 'kind' | 'due' | 'voluntary'>, today: Day, times: ReminderTimes): Day | null {
  return remindOn(item, times).find((day) => day > today) ?? null;
}
