import type { ParticipationObligation, ParticipationView } from '../views/participation-view.schema.ts';
import { PARTICIPATION_VIEWS, type ParticipationPlace } from './participation-places.ts';

/** This reader's work, obligation by obligation: answers of the self-assessment, ratings, or nothing. */
export type Work = 'answer' | 'rate' | 'read';

/** The work of this reader on this participation now. A self-assessment not yet sent comes before its rating. */
export function workOf(participation: Pick<ParticipationView, 'actions'>): Work {
  if (participation.actions.includes('answer')) return 'answer';
  if (participation.actions.includes('rate')) return 'rate';
  return 'read';
}

/** Whether an obligation still needs this work. */
export function isOpen(obligation: ParticipationObligation, work: Work): boolean {
  if (work === 'answer') return obligation.answer !== null && obligation.answer.choice === null;
  return work === 'rate' && obligation.rating === null;
}

/** The obligations of a participation by clause, in the order of the policy, with how many are open. */
export function clausesOf(
  obligations: readonly ParticipationObligation[],
  work: Work,
): { clause: string; obligations: ParticipationObligation[]; open: number }[] {
  return [...Map.groupBy(obligations, (obligation) => obligation.clause)].map(([clause, some]) => ({
    clause,
    obligations: some,
    open: some.filter((obligation) => isOpen(obligation, work)).length,
  }));
}

/** The next open obligation after this one, wrapping around to the start; undefined where there is none. */
export function nextOpen(
  obligations: readonly ParticipationObligation[],
  work: Work,
  after: string | undefined,
): ParticipationObligation | undefined {
  const at = obligations.findIndex((obligation) => obligation.id === after);
  return [...obligations.slice(at + 1), ...obligations.slice(0, at + 1)].find((obligation) => isOpen(obligation, work));
}

/** Counts for the progress bar: answers confirmed, changed and left; ratings as suggested, different and left. */
export function progressOf(
  obligations: readonly ParticipationObligation[],
  work: Work,
): { first: number; second: number; rest: number; notKnown: number } {
  const count = (fits: (obligation: ParticipationObligation) => boolean) => obligations.filter(fits).length;
  if (work === 'rate') {
    const agreed = count((obligation) => obligation.rating !== null && obligation.rating.status === obligation.rating.suggestion);
    const rated = count((obligation) => obligation.rating !== null);
    return { first: agreed, second: rated - agreed, rest: obligations.length - rated, notKnown: 0 };
  }
  const first = count((obligation) => obligation.answer?.choice === 'still-true');
  const notKnown = count((obligation) => obligation.answer?.choice === 'not-known');
  const second = count((obligation) => obligation.answer?.choice === 'changed') + notKnown;
  return { first, second, rest: obligations.length - first - second, notKnown };
}

/** When the last answer was stored, as the server says; null before the first. */
export function savedAt(obligations: readonly ParticipationObligation[]): string | null {
  return obligations.reduce<string | null>(
    (last, { answer }) => (answer?.at && (last === null || answer.at > last) ? answer.at : last),
    null,
  );
}

/** The views of a participation that have content, or to which this reader can add some. */
export function placesOf(participation: ParticipationView): ParticipationPlace[] {
  return PARTICIPATION_VIEWS.filter((place) => {
    if (place === 'visits') return participation.visits.length > 0 || participation.actions.includes('visit');
    return place !== 'earlier' || participation.earlier !== null;
  });
}
