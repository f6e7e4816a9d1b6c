import type { PartRow } from '../../participations/part.schema.ts';
import type { RoundView } from '../../rounds/round.schema.ts';

/** Filters of the table of a round. */
export const SHOWS = ['yours', 'party', 'late', 'ready'] as const;
export type Show = (typeof SHOWS)[number];

const FITS: Record<Show, (part: PartRow) => boolean> = {
  yours: (part) => part.yours,
  party: (part) => part.next.by === 'party',
  late: (part) => part.state === 'overdue',
  ready: (part) => part.next.act === 'adopt',
};

/** The lines a filter keeps; all of them without one. */
export function shownParts(parts: readonly PartRow[], show: Show | undefined): PartRow[] {
  return show === undefined ? [...parts] : parts.filter(FITS[show]);
}

/** What still stands between an open round and its adoption, in the order in which it is dealt with; numbers of parties, and of comments. */
export type Missing = { readonly kind: 'return' | 'draft' | 'comment' | 'decision'; readonly count: number; readonly day: string | null };

/** The same conditions the server asks for (`decideAdopt`), said before somebody tries. Empty: the round may be adopted today. */
export function missingForAdoption(parts: readonly PartRow[], today: string): Missing[] {
  const silent = (part: PartRow) => part.state === 'asked' || part.state === 'prefilled' || part.state === 'overdue';
  const waiting = parts.filter((part) => silent(part) && part.returnDue >= today);
  const undrafted = parts.filter((part) => part.state === 'returned' || part.state === 'clarifying' || part.state === 'drafted');
  const commenting = parts.filter((part) => part.state === 'commenting' && part.next.act === 'comment');
  const undecided = parts.reduce((sum, part) => sum + (part.state === 'commenting' ? part.commentsOpen : 0), 0);
  const last = (days: string[]) => days.toSorted().at(-1) ?? null;
  const all: Missing[] = [
    { kind: 'return', count: waiting.length, day: last(waiting.map((part) => part.returnDue)) },
    { kind: 'draft', count: undrafted.length, day: null },
    { kind: 'comment', count: commenting.length, day: last(commenting.map((part) => part.commentDue)) },
    { kind: 'decision', count: undecided, day: null },
  ];
  return all.filter(({ count }) => count > 0);
}

/** One station of the calendar of a round. */
export type Station = {
  readonly key: 'planned' | 'asked' | 'returns' | 'comments' | 'adoption' | 'follow-up' | 'closed';
  readonly day: string | null;
  readonly is: 'done' | 'now' | 'ahead';
};

/** The stations of a round with their days; the one the round is at now is marked. */
export function stationsOf(round: RoundView, today: string): Station[] {
  const { calendar, state } = round;
  const days: Record<Station['key'], string | null> = {
    planned: round.plannedAt.slice(0, 10),
    asked: round.openedAt?.slice(0, 10) ?? null,
    returns: calendar.returnDue,
    comments: calendar.commentDue,
    adoption: round.adoptedAt?.slice(0, 10) ?? calendar.adoptionPlanned,
    'follow-up': calendar.followUpDue,
    closed: round.closedAt?.slice(0, 10) ?? null,
  };
  const keys = Object.keys(days) as Station['key'][];
  const now = keys.indexOf(
    state === 'planned' ? 'planned' : state === 'adopted' ? 'follow-up' : state === 'closed' ? 'closed' : whileOpen(calendar, today),
  );
  return keys.map((key, at) => ({ key, day: days[key], is: at < now ? 'done' : at === now ? 'now' : 'ahead' }));
}

function whileOpen(calendar: RoundView['calendar'], today: string): Station['key'] {
  if (calendar.returnDue === null || today <= calendar.returnDue) return 'returns';
  return calendar.commentDue === null || today <= calendar.commentDue ? 'comments' : 'adoption';
}
