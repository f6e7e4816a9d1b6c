/** The door of the room. No room stands after reviews but the log; the program takes its commands and queries from their files. */

export { seedBaseline } from './rounds/seed-baseline.ts';
export type { Reminder } from './tasks/due.rules.ts';
export { remindersSince, reviewsWaiting } from './tasks/reminders.ts';
