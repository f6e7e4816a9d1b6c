import type {} from '#platform/platform.ts';
import type { ReadReturns } from './briefs/party-returns.ts';

/** Public entry point of the room. Only the log depends on reviews; the program imports its commands and queries from their files. */

export { findingSearch } from './findings/search-findings.ts';
export { readReviewStart } from './rounds/review-start.ts';
export { roundSearch } from './rounds/search-rounds.ts';
export { seedBaseline } from './rounds/seed-baseline.ts';
export { adoptedHome } from './tasks/adopted-home.ts';
export type { Reminder } from './tasks/due.rules.ts';
export { listReviewTasks } from './tasks/list-tasks.query.ts';
export { remindersSince, reviewsWaiting } from './tasks/reminders.ts';
export { reviewNews } from './tasks/review-news.ts';
export { assignmentsHome, roundHome } from './tasks/round-home.ts';

declare module '#platform/platform.ts' {
  interface Services {
    /** The returns of a party, for its brief. Reviews import no feature room, so the program hands the function in. */
    readonly readReturns?: ReadReturns;
  }
}
