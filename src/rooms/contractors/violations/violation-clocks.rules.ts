import { plusDays } from '#kernel/dates.ts';
import type { Transition } from '#kernel/machine.ts';
import type { ViolationAction, ViolationState } from './violation.rules.ts';

/** Days that the edition gives for each stage. */
export type ViolationClocks = { investigationDays: number; replyDays: number; remedyDays: number };

// A violation that is recorded or dismissed, or has ended.
const OVER: readonly ViolationState[] = ['unsubstantiated', 'recorded', 'closed', 'terminated', 'debarred'];

type Days = { today: string; abateBy: string | null; replyBy: string | null; clocks: ViolationClocks };

/** By when the next step is due after an action; null: no stage has a date. Pure. */
export function dueAfter(action: ViolationAction | 'notify', { today, abateBy, replyBy, clocks }: Days): string | null {
  switch (action) {
    case 'notify':
    case 'mark-danger':
      // An abatement or an investigation begins at once; where people are in danger, so does whatever comes next.
      return today;
    case 'order-abatement':
      return abateBy;
    case 'investigate':
      return plusDays(today, clocks.investigationDays);
    case 'ask-reply':
      return replyBy;
    case 'record-reply':
    case 'close-reply':
    case 'substantiate':
    case 'substantiate-in-danger':
    case 'decide-remedy':
      return plusDays(today, clocks.remedyDays);
    default:
      return null;
  }
}

/**
 * By when the next step is due after a transition. A step outside the main line, such as an order to abate, keeps what was due, unless its own day is nearer.
 * Where the day of an earlier order (`orderedBy`) was what was due, another order moves it, also to a later day.
 * After the record or the end only a reply that has not come is due (`replied`: it came, or its time ran out). Pure.
 */
export function dueAfterStep(
  { from, to, action }: Transition<ViolationState, ViolationAction>,
  due: string | null,
  days: Days & { orderedBy: string | null; replied: boolean },
): string | null {
  if (OVER.includes(to)) return days.replied ? null : days.replyBy;
  const next = dueAfter(action, days);
  const isMoved = action === 'order-abatement' && due === days.orderedBy;
  const keeps = from === to && action !== 'decide-remedy' && due !== null && !isMoved;
  return keeps && (next === null || due < next) ? due : next;
}

/** Whether the firm notified within the limit of hours; null: it did not notify. Pure. */
export function isNotifiedInTime(knownAt: Date, notifiedAt: Date | null, limitHours: number): boolean | null {
  return notifiedAt === null ? null : notifiedAt.getTime() - knownAt.getTime() <= limitHours * 3_600_000;
}
