import { addMonths, dayOf } from '#kernel/dates.ts';
import type { ParticipationRow } from '../../participations/participation.schema.ts';
import type { RoundView } from '../../rounds/round.schema.ts';

const DAY_MS = 86_400_000;

/** One time axis for every row of a round: `x` gives the position of a day or timestamp, in the units of `width`. */
export type Axis = { readonly width: number; readonly x: (at: string) => number; readonly months: readonly { day: string; x: number }[] };

/** An axis from the month of opening to past the last date set, and at least to today; about four months are labelled. */
export function axisOf(round: RoundView, participations: readonly ParticipationRow[], today: string, width: number): Axis {
  const start = `${(round.openedAt ?? round.plannedAt).slice(0, 7)}-01`;
  const days = [round.calendar.selfAssessmentDue, round.calendar.commentDue, round.calendar.adoptionPlanned, round.adoptedAt, today];
  const last = [...days, ...participations.map((participation) => participation.commentDue)].reduce<string>(
    (max, day) => (day !== null && day > max ? day : max),
    start,
  );
  const end = dayOf(addMonths(new Date(`${last.slice(0, 7)}-01T00:00:00Z`), 1));
  const [from, to] = [Date.parse(start), Date.parse(end)];
  const x = (at: string) => Math.min(width, Math.max(0, ((Date.parse(at) - from) / (to - from)) * width));
  const all: string[] = [];
  for (let day = start; day < end; day = dayOf(addMonths(new Date(`${day}T00:00:00Z`), 1))) all.push(day);
  const step = Math.ceil(all.length / 4);
  return { width, x, months: all.filter((_, at) => at % step === 0).map((day) => ({ day, x: x(day) })) };
}

/** One segment of a party's progress: its state, from x to x. */
export type Stretch = { readonly state: string; readonly from: number; readonly to: number; readonly at: string };

/** The states of a party up to today, or to the day the round was closed. */
export function stretchesOf(participation: ParticipationRow, axis: Axis, until: string): Stretch[] {
  return participation.steps.map((step, at) => ({
    state: step.state,
    at: step.at,
    from: axis.x(step.at),
    to: axis.x(participation.steps[at + 1]?.at ?? until),
  }));
}

/** The segment after the due date without a self-assessment, drawn purple below the bar. Never for a voluntary party. */
export function lateStretch(participation: ParticipationRow, axis: Axis, until: string): { from: number; to: number } | null {
  if (participation.voluntary) return null;
  const due = new Date(Date.parse(participation.selfAssessmentDue) + DAY_MS).toISOString();
  const end = participation.submittedAt ?? participation.steps.find((step) => !['asked', 'prefilled'].includes(step.state))?.at ?? until;
  return end > due ? { from: axis.x(due), to: axis.x(end) } : null;
}
