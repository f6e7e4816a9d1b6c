import { dayOf } from '#kernel/dates.ts';
import type { Day } from '#kernel/day.ts';
import type { Decision } from '#kernel/decision.ts';
import { accept, refuse } from '#kernel/decision.ts';
import type { Status } from '#kernel/status.ts';
import { decideCommenting } from '../participations/participation.rules.ts';
import type { CommentDecision, RatingStatus } from '../reviews.schema.ts';

/** A person's judgement, kept next to what the evidence suggested when it was given. Neither replaces the other. */
export type Rating = { readonly status: RatingStatus; readonly reason: string; readonly suggestion: Status };

/** Checks a rating. A reason is required even where a person agrees with the suggestion. */
export function decideRating(status: RatingStatus, reason: string, suggestion: Status): Decision<Rating> {
  if (reason.trim() === '') return refuse('reviews/reason-needed');
  return accept({ status, reason: reason.trim(), suggestion });
}

/** The newest rating counts; the others stay readable. Sorted by time, then by id (ids follow creation order). */
export function newest<T extends { readonly id: string; readonly at: string }>(ratings: readonly T[]): T | null {
  return ratings.reduce<T | null>(
    (best, one) => (best === null || one.at > best.at || (one.at === best.at && one.id > best.id) ? one : best),
    null,
  );
}

/** Whether a draft may go to the party: every obligation rated, or a reason that says why some are not. */
export function decideSendDraft(
  owed: readonly string[],
  rated: ReadonlySet<string>,
  reasonUnrated: string | null,
): Decision<{ unrated: string[] }> {
  const unrated = owed.filter((id) => !rated.has(id));
  if (unrated.length > 0 && (reasonUnrated === null || reasonUnrated.trim() === ''))
    return refuse('reviews/rating-missing', { count: unrated.length, obligationIds: unrated });
  return accept({ unrated });
}

/** The last day for comments: the round's day, but never fewer than the edition's days (parameter comment-time) after the draft goes out. */
export function commentDay(roundDay: Day, today: Day, days: number): Day {
  const least = new Date(`${today}T00:00:00Z`);
  least.setUTCDate(least.getUTCDate() + days);
  const own = dayOf(least);
  return own > roundDay ? own : roundDay;
}

/** A comment needs a text, or the statement that the party has nothing (more) to say. */
export function decideComment(text: string | null, done: boolean, commentsDone: boolean): Decision<'comment' | 'done'> {
  const open = decideCommenting(commentsDone);
  if (!open.accepted) return open;
  if (text !== null && text.trim() !== '') return accept('comment');
  return done ? accept('done') : refuse('reviews/comment-empty');
}

/** Headquarters accepts, notes or rejects a comment once, with a reason. The comment itself is never deleted. */
export function decideOnComment(
  before: CommentDecision | null,
  decision: CommentDecision,
  reason: string,
): Decision<{ decision: CommentDecision; reason: string }> {
  if (before !== null) return refuse('reviews/comment-decided');
  if (reason.trim() === '') return refuse('reviews/reason-needed');
  return accept({ decision, reason: reason.trim() });
}
