/** Views on the page of a participation besides its clauses. */
export const PARTICIPATION_VIEWS = ['questions', 'visits', 'findings', 'comments', 'earlier'] as const;
export type ParticipationPlace = (typeof PARTICIPATION_VIEWS)[number];

const VIEWS: Partial<Record<string, ParticipationPlace>> = {
  explain: 'questions',
  comment: 'comments',
  'decide-comment': 'comments',
  'report-progress': 'findings',
  verify: 'findings',
  find: 'findings',
};

/** The view where a command is done; undefined where it is done obligation by obligation or next to them. */
export function viewOf(action: string): ParticipationPlace | undefined {
  return VIEWS[action];
}
