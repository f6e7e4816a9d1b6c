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

/** By when the next step is due, and by when it would be without an order to abate. */
export type Due = { due: string | null; stage: string | null };

const nearest = (one: string | null, other: string | null): string | null =>
  one === null || (other !== null && other < one) ? other : one;

// The day of a stage was not always kept where an order to abate was given. Then its next step is due now, so that it does not stay without a day.
function unknownStage(state: ViolationState, { today, replyBy }: Days): string | null {
  if (state === 'verified') return null;
  return state === 'awaiting-reply' ? (replyBy ?? today) : today;
}

/**
 * By when the next step is due after a transition. A step outside the main line, such as an order to abate, keeps what was due, unless its own day is nearer.
 * Another order moves the day of the order before it, also to a later day, but never past the day of the stage. Once it is recorded that the firm ended the
 * violation, the stage alone is due: where the order was the stage, the investigation begins at once.
 * After the record or the end only a reply that has not come is due (`replied`: it came, or its time ran out). Pure.
 */
export function dueAfterStep(
  { from, to, action }: Transition<ViolationState, ViolationAction>,
  was: Due,
  days: Days & { replied: boolean },
): Due {
  const alone = (day: string | null): Due => ({ due: day, stage: day });
  if (OVER.includes(to)) return alone(days.replied ? null : days.replyBy);
  const next = dueAfter(action, days);
  const isOutside = from === to && action !== 'decide-remedy';
  if (action === 'order-abatement') {
    const stage = isOutside ? was.stage : null;
    return { due: nearest(stage, next), stage };
  }
  if (action === 'confirm-abatement') {
    if (to === 'abating') return { due: was.stage ?? days.today, stage: was.stage };
    return alone(was.stage ?? unknownStage(to, days));
  }
  return isOutside ? { due: nearest(was.due, next), stage: nearest(was.stage, next) } : alone(next);
}

/** Whether the firm notified within the limit of hours; null: it did not notify. Pure. */
export function isNotifiedInTime(knownAt: Date, notifiedAt: Date | null, limitHours: number): boolean | null {
  return notifiedAt === null ? null : notifiedAt.getTime() - knownAt.getTime() <= limitHours * 3_600_000;
}

/**
 * By when the first order to abate said that the violation must end; null: nothing is ordered. `steps`: the newest first. An order that the firm has followed is
 * over: the order after it is the first one again.
 */
export function firstAbateBy(steps: readonly { action: string; detail: Record<string, unknown> }[]): string | null {
  const newest = steps.findIndex(({ action }) => action === 'order-abatement');
  const followed = steps.findIndex(({ action }, at) => at > newest && action === 'confirm-abatement');
  const orders = steps.slice(0, followed === -1 ? undefined : followed).filter(({ action }) => action === 'order-abatement');
  const day = orders.at(-1)?.detail.abateBy;
  return typeof day === 'string' ? day : null;
}
