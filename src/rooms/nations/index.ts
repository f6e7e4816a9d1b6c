/** The door of the room. Later rooms reach treaty facts through the evidence they leave; the start loads the facts through here. */
export { DamagedFacts, loadFacts, readFacts } from './load-facts.ts';
export { outreachWaiting } from './outreach/list-reminders.query.ts';
