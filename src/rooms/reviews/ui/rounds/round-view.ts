import type { ParticipationRow } from '../../participations/participation.schema.ts';
import type { RoundView } from '../../rounds/round.schema.ts';

/** Filters of the table of a round. */
export const SHOWS = ['yours', 'party', 'late', 'ready'] as const;
export type Show = (typeof SHOWS)[number];

const FITS: Record<Show, (participation: ParticipationRow) => boolean> = {
  yours: (participation) => participation.yours,
  party: (participation) => participation.next.by === 'party',
  late: (participation) => participation.state === 'overdue',
  ready: (participation) => participation.next.action === 'adopt',
};

/** The rows a filter keeps; all of them without one. */
export function shownParticipations(participations: readonly ParticipationRow[], show: Show | undefined): ParticipationRow[] {
  return show === undefined ? [...participations] : participations.filter(FITS[show]);
}

/** What an open round still lacks for adoption, in the order it is handled; numbers of parties, and of comments. */
export type Missing = {
  readonly kind: 'self-assessment' | 'draft' | 'comment' | 'decision';
  readonly count: number;
  readonly day: string | null;
};

/** The same conditions as on the server (`decideAdopt`), shown before the reader tries. Empty: the round may be adopted today. */
export function missingForAdoption(participations: readonly ParticipationRow[]): Missing[] {
  const isUnanswered = (participation: ParticipationRow) =>
    participation.state === 'asked' || participation.state === 'prefilled' || participation.state === 'overdue';
  const waiting = participations.filter((participation) => isUnanswered(participation) && !participation.selfAssessmentOver);
  const undrafted = participations.filter(
    (participation) => participation.state === 'submitted' || participation.state === 'clarifying' || participation.state === 'drafted',
  );
  const commenting = participations.filter(
    (participation) => participation.state === 'commenting' && participation.next.action === 'comment',
  );
  const undecided = participations.reduce(
    (sum, participation) => sum + (participation.state === 'commenting' ? participation.commentsOpen : 0),
    0,
  );
  const last = (days: string[]) => days.toSorted().at(-1) ?? null;
  const all: Missing[] = [
    { kind: 'self-assessment', count: waiting.length, day: last(waiting.map((participation) => participation.selfAssessmentDue)) },
    { kind: 'draft', count: undrafted.length, day: null },
    { kind: 'comment', count: commenting.length, day: last(commenting.map((participation) => participation.commentDue)) },
    { kind: 'decision', count: undecided, day: null },
  ];
  return all.filter(({ count }) => count > 0);
}

/** One step of the calendar of a round. */
export type Stage = {
  readonly key: 'planned' | 'asked' | 'self-assessments' | 'comments' | 'adoption' | 'follow-up' | 'closed';
  readonly day: string | null;
  readonly is: 'done' | 'now' | 'ahead';
};

/** The steps of a round with their dates; the current one is marked. `today` is a day in UTC: a round has parties in many time zones. */
export function stagesOf(round: RoundView, today: string): Stage[] {
  const { calendar, state } = round;
  const days: Record<Stage['key'], string | null> = {
    planned: round.plannedAt.slice(0, 10),
    asked: round.openedAt?.slice(0, 10) ?? null,
    'self-assessments': calendar.selfAssessmentDue,
    comments: calendar.commentDue,
    adoption: round.adoptedAt?.slice(0, 10) ?? calendar.adoptionPlanned,
    'follow-up': calendar.followUpDue,
    closed: round.closedAt?.slice(0, 10) ?? null,
  };
  const keys = Object.keys(days) as Stage['key'][];
  const now = keys.indexOf(
    state === 'planned' ? 'planned' : state === 'adopted' ? 'follow-up' : state === 'closed' ? 'closed' : whileOpen(calendar, today),
  );
  return keys.map((key, at) => ({ key, day: days[key], is: at < now ? 'done' : at === now ? 'now' : 'ahead' }));
}

function whileOpen(calendar: RoundView['calendar'], today: string): Stage['key'] {
  if (calendar.selfAssessmentDue === null || today <= calendar.selfAssessmentDue) return 'self-assessments';
  return calendar.commentDue === null || today <= calendar.commentDue ? 'comments' : 'adoption';
}
