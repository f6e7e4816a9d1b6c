import type { PartDuty, PartView } from '../views/participation-view.schema.ts';

/** Places on the page of a part beside its clauses. */
export const PART_VIEWS = ['questions', 'visits', 'findings', 'comments', 'earlier'] as const;
export type PartPlace = (typeof PART_VIEWS)[number];

/** What this reader works through, duty by duty: answers of the return, ratings, or nothing. */
export type Work = 'answer' | 'rate' | 'read';

const SILENT = ['asked', 'prefilled', 'overdue'];

/** Whether rating is open: never while the party may still answer. */
export function mayRate(part: PartView, today: string): boolean {
  return part.may.includes('rate') && (!SILENT.includes(part.part.state) || part.part.returnDue < today);
}

/** The work of this reader on this part today. A return not yet sent comes before its rating. */
export function workOf(part: PartView, today: string): Work {
  if (part.may.includes('answer')) return 'answer';
  if (mayRate(part, today)) return 'rate';
  return 'read';
}

/** Whether a duty still waits for this work. */
export function isOpen(duty: PartDuty, work: Work): boolean {
  if (work === 'answer') return duty.answer !== null && duty.answer.choice === null;
  return work === 'rate' && duty.rating === null;
}

/** The duties of a part by clause, in the order of the policy, with how many still wait. */
export function clausesOf(duties: readonly PartDuty[], work: Work): { clause: string; duties: PartDuty[]; open: number }[] {
  return [...Map.groupBy(duties, (duty) => duty.clause)].map(([clause, some]) => ({
    clause,
    duties: some,
    open: some.filter((duty) => isOpen(duty, work)).length,
  }));
}

/** The next duty that waits, after this one and then from the start; undefined where none does. */
export function nextOpen(duties: readonly PartDuty[], work: Work, after: string | undefined): PartDuty | undefined {
  const at = duties.findIndex((duty) => duty.id === after);
  return [...duties.slice(at + 1), ...duties.slice(0, at + 1)].find((duty) => isOpen(duty, work));
}

/** Counts for the bar: answers as confirmed, told anew, and left; ratings as the evidence says, otherwise, and left. */
export function progressOf(duties: readonly PartDuty[], work: Work): { first: number; second: number; rest: number; notKnown: number } {
  const count = (fits: (duty: PartDuty) => boolean) => duties.filter(fits).length;
  if (work === 'rate') {
    const agreed = count((duty) => duty.rating !== null && duty.rating.status === duty.rating.suggestion);
    const rated = count((duty) => duty.rating !== null);
    return { first: agreed, second: rated - agreed, rest: duties.length - rated, notKnown: 0 };
  }
  const first = count((duty) => duty.answer?.choice === 'still-true');
  const notKnown = count((duty) => duty.answer?.choice === 'not-known');
  const second = count((duty) => duty.answer?.choice === 'changed') + notKnown;
  return { first, second, rest: duties.length - first - second, notKnown };
}

/** When the last answer was stored, as the server says; null before the first. */
export function savedAt(duties: readonly PartDuty[]): string | null {
  return duties.reduce<string | null>((last, { answer }) => (answer?.at && (last === null || answer.at > last) ? answer.at : last), null);
}

/** The places of a part that have something in them, or where something may be put. */
export function placesOf(part: PartView): PartPlace[] {
  return PART_VIEWS.filter((place) => {
    if (place === 'visits') return part.visits.length > 0 || part.may.includes('visit');
    return place !== 'earlier' || part.earlier !== null;
  });
}

const VIEWS: Partial<Record<string, PartPlace>> = {
  explain: 'questions',
  comment: 'comments',
  'decide-comment': 'comments',
  'report-progress': 'findings',
  verify: 'findings',
};

/** The place on the page of a part where an act is done; undefined where it is done duty by duty or beside them. */
export function viewOf(act: string): PartPlace | undefined {
  return VIEWS[act];
}
