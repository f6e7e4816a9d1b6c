/** Places on the page of a participation beside its clauses. */
export const PARTICIPATION_VIEWS = ['questions', 'visits', 'findings', 'comments', 'earlier'] as const;
export type ParticipationPlace = (typeof PARTICIPATION_VIEWS)[number];

const VIEWS: Partial<Record<string, ParticipationPlace>> = {
  explain: 'questions',
  comment: 'comments',
  'decide-comment': 'comments',
  'report-progress': 'findings',
  verify: 'findings',
};

/** The place on the page of a participation where an act is done; undefined where it is done obligation by obligation or beside them. */
export function viewOf(act: string): ParticipationPlace | undefined {
  return VIEWS[act];
}
