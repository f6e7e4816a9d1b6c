/** The door of the room. No room stands after reviews but the log; the program takes its commands and queries from their files. */
export type { Reminder } from './due.rules.ts';
export { reviewsWaiting } from './list-tasks.query.ts';
export { remindersSince } from './reminders.ts';
export { seedBaseline } from './seed-baseline.ts';
