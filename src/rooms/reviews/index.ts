/** The door of the room. No room stands after reviews but the log; the program takes its commands and queries from their files. */
export type { Reminder } from './due.rules.ts';
export { remindersSince, reviewsWaiting } from './reminders.ts';
export { seedBaseline } from './seed-baseline.ts';
