import type { Says, Status } from '#kernel/status.ts';

/** How a party answers a question of its self-assessment. `not-known` is a fair answer: it opens a task, never a finding. */
export const CHOICES = ['still-true', 'changed', 'not-known'] as const;
export type Choice = (typeof CHOICES)[number];

/**
 * What a changed answer may say. `nil` (nothing occurred, a full submission) and `zero` (nothing was received) are not statuses and never become one. Silence
 * is neither.
 */
export const ANSWER_SAYS = ['met', 'partly-met', 'not-met', 'in-progress', 'not-started', 'nil', 'zero'] as const satisfies readonly Says[];
export type AnswerSays = (typeof ANSWER_SAYS)[number];

/** Statuses a reviewer may give. `met-stale`, `nothing-to-report` and `zero-received` are derived and are never a person's judgement. */
export const RATINGS = [
  'met',
  'partly-met',
  'not-met',
  'in-progress',
  'not-started',
  'not-reported',
  'not-applicable',
] as const satisfies readonly Status[];
export type RatingStatus = (typeof RATINGS)[number];

/** Grades of a finding, strongest first. */
export const GRADES = ['urge', 'recommend', 'suggest'] as const;
export type Grade = (typeof GRADES)[number];

/** Headquarters' answer to a comment. The comment is kept in every case. */
export const COMMENT_DECISIONS = ['accepted', 'noted', 'rejected'] as const;
export type CommentDecision = (typeof COMMENT_DECISIONS)[number];

/** Who may read a party's participation once the round is adopted: the party alone, or every signed-in party. */
export const RELEASES = ['party', 'parties'] as const;
export type Release = (typeof RELEASES)[number];
