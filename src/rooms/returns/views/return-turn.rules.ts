import type { Role } from '#kernel/roles.ts';
import { dayIn, isOver, nextWorkingDay, type WorkCalendar } from '#rooms/parties/index.ts';
import { type Asked, isAsked } from '../answers/answer.rules.ts';
import { RETURN_MACHINE, type ReturnAct, type ReturnState } from '../return.rules.ts';

/** Days of the edition: for the legal office, for headquarters, and for a colleague to accept a section. */
export type ReturnClocks = { clearance: number; check: number; acceptance: number };

/** Whose day it is by: when it works, and whether the return is owed at all. */
type Party = { calendar: WorkCalendar; owed: boolean };

/** What one reader has to do next in a return, and until which day. */
export type ReturnTurn = { act: ReturnAct; due: string | null; late: boolean };

/** The act each state waits for. */
const NEXT: Partial<Record<ReturnState, ReturnAct>> = {
  open: 'start',
  answering: 'ask-review',
  'in-review': 'clear',
  cleared: 'sign',
  signed: 'submit',
  submitted: 'accept',
  returned: 'amend',
};

/** The roles that sections with a question left name: whose answers a return still waits for. */
export function rolesAwaited(
  sections: readonly { readonly who: readonly Role[]; readonly questions: readonly Asked[] }[],
  answers: Parameters<typeof isAsked>[1],
): Role[] {
  const open = sections.filter(({ questions }) =>
    questions.some((question) => isAsked(question, answers) && (answers.get(question.id)?.choice ?? null) === null),
  );
  return [...new Set(open.flatMap(({ who }) => who))];
}

/**
 * Whose turn it is: the next act of a return where it is this reader's. While it is answered, that is also who signs nothing and has a section with a question left (`awaited`). The legal office and headquarters have so many days since it came to them; everything else has
 * the day of the return, where it has one. A day of rest passes the day on, and it ends where whoever acts is. What nobody owes is never late.
 */
export function turnOf(
  found: { state: ReturnState; since: Date; due: string | null },
  roles: readonly Role[],
  clocks: ReturnClocks,
  { party, office, now, awaited = [] }: { party: Party; office: WorkCalendar; now: Date; awaited?: readonly Role[] },
): ReturnTurn | null {
  const act = NEXT[found.state];
  const step = RETURN_MACHINE.transitions.find((one) => one.from === found.state && one.act === act);
  if (act === undefined || step === undefined) return null;
  if (!step.who.some((role) => roles.includes(role))) {
    if (found.state !== 'answering' || !awaited.some((role) => roles.includes(role))) return null;
    const { due, late } = dayGiven(party.calendar, found.due, now);
    return { act: 'answer', due, late: late && party.owed };
  }
  if (act === 'accept') return { act, ...dayOfClock(office, found.since, clocks.check, now) };
  const own = act === 'clear' ? dayOfClock(party.calendar, found.since, clocks.clearance, now) : dayGiven(party.calendar, found.due, now);
  // Sent back, it has no day of its own: the one it had was for the first version.
  const { due, late } = act === 'amend' ? { due: null, late: false } : own;
  return { act, due, late: late && party.owed };
}

/** The day so many days after a moment, passed on where whoever acts does not work on it, and whether it is over. */
export function dayOfClock(calendar: WorkCalendar, since: Date, days: number, now: Date): { due: string; late: boolean } {
  const day = new Date(Date.parse(`${dayIn(calendar.zone, since)}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  const due = nextWorkingDay(calendar, day);
  return { due, late: isOver(calendar, due, now) };
}

const dayGiven = (calendar: WorkCalendar, due: string | null, now: Date) => ({ due, late: due !== null && isOver(calendar, due, now) });
