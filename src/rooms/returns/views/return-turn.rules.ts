import { transitionOf } from '#kernel/machine.ts';
import type { Role } from '#kernel/roles.ts';
import type { Permission } from '#platform/identity/subject.ts';
import { dayIn, isOver, nextWorkingDay, overOn, type WorkCalendar } from '#rooms/parties/index.ts';
import { type AskedQuestion, type isAsked, isOpen } from '../answers/answer.rules.ts';
import { allows, RETURN_MACHINE, type ReturnAction, type ReturnState } from '../return.rules.ts';

/** Time limits of the edition in days: for the legal office, for headquarters, and for a colleague to accept a section. */
export type ReturnClocks = { clearance: number; check: number; acceptance: number };

/** The party whose calendar counts: its working days, and whether it owes the return at all. */
type Party = { calendar: WorkCalendar; owed: boolean };

/** A due date; whether it has passed; and the first day whose digests can say so, null where it never counts as late. */
type DueDay = { due: string | null; late: boolean; overOn: string | null };

/** One reader's next command in a return, and its due date. */
export type ReturnTurn = { action: ReturnAction } & DueDay;

const NO_DATE: DueDay = { due: null, late: false, overOn: null };
const ifOwed = (day: DueDay, { owed }: Party): DueDay => (owed ? day : { ...day, late: false, overOn: null });

/** The command each state waits for. */
const NEXT: Partial<Record<ReturnState, ReturnAction>> = {
  open: 'start',
  answering: 'ask-review',
  'in-review': 'clear',
  cleared: 'sign',
  signed: 'submit',
  submitted: 'accept',
  returned: 'amend',
};

/** The roles named by sections with an open question: their answers are still missing. */
export function rolesAwaited(
  sections: readonly { readonly who: readonly Role[]; readonly questions: readonly AskedQuestion[] }[],
  answers: Parameters<typeof isAsked>[1],
): Role[] {
  const open = sections.filter(({ questions }) => questions.some((question) => isOpen(question, answers)));
  return [...new Set(open.flatMap(({ who }) => who))];
}

/**
 * The next command of a return, where this reader takes it. While the return is answered, the turn also belongs to people who do not sign but have a section
 * with an open question (`awaited`). The legal office and headquarters have a number of days from when they received it; every other step has the return's due
 * date, if any. A due date on a rest day moves to the next working day, and a day ends in the time zone of the person whose turn it is. A return that is not
 * owed is never late.
 */
export function turnOf(
  found: { state: ReturnState; since: Date; due: string | null },
  { roles, may }: { roles: readonly Role[]; may: (permission: Permission) => boolean },
  clocks: ReturnClocks,
  { party, office, now, awaited = [] }: { party: Party; office: WorkCalendar; now: Date; awaited?: readonly Role[] },
): ReturnTurn | null {
  const action = NEXT[found.state];
  const step = action && transitionOf<ReturnState, ReturnAction>(RETURN_MACHINE, found.state, action);
  if (action === undefined || step === undefined) return null;
  if (!may(step.permission)) {
    if (!allows(found.state, 'answer') || !awaited.some((role) => roles.includes(role))) return null;
    return { action: 'answer', ...ifOwed(dayGiven(party.calendar, found.due, now), party) };
  }
  if (action === 'accept') return { action, ...dayOfClock(office, found.since, clocks.check, now) };
  const own =
    action === 'clear' ? dayOfClock(party.calendar, found.since, clocks.clearance, now) : dayGiven(party.calendar, found.due, now);
  // A return sent back has no due date: the old one was for the first version.
  return { action, ...(action === 'amend' ? NO_DATE : ifOwed(own, party)) };
}

/** The day a number of days after a timestamp, moved to the next working day of the party that acts, and whether it is past. */
export function dayOfClock(calendar: WorkCalendar, since: Date, days: number, now: Date): DueDay & { due: string } {
  const day = new Date(Date.parse(`${dayIn(calendar.zone, since)}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  const due = nextWorkingDay(calendar, day);
  return { due, late: isOver(calendar, due, now), overOn: overOn(calendar, due) };
}

/**
 * Days until a due date in the party's time zone; after a due date on a rest day, until the next working day. Negative once that has passed. Null where there is
 * no due date, and where it has passed without being late, because the return is not owed or was sent back.
 */
export function daysTo(calendar: WorkCalendar, due: string | null, isBinding: boolean, now: Date): number | null {
  if (due === null) return null;
  const today = dayIn(calendar.zone, now);
  const days = (day: string) => Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000);
  const left = today <= due ? days(due) : days(nextWorkingDay(calendar, due));
  return left >= 0 || isBinding ? left : null;
}

const dayGiven = (calendar: WorkCalendar, due: string | null, now: Date): DueDay =>
  due === null ? NO_DATE : { due, late: isOver(calendar, due, now), overOn: overOn(calendar, due) };
