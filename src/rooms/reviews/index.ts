/** The door of the room. No room stands after reviews; the program takes its commands and queries from their files. */
export { reviewsWaiting } from './list-tasks.query.ts';
export { seedBaseline } from './seed-baseline.ts';
