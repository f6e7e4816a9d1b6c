/** Public entry point of the room. Later rooms reach treaty facts through the evidence they create; the start loads the facts here. */
export { DamagedFacts, loadFacts, readFacts } from './load-facts.ts';
export { letterNews } from './outreach/letter-news.ts';
export { listReminders, outreachWaiting } from './outreach/list-reminders.query.ts';
export { listChangedReach, recountReach } from './outreach/recount-reach.command.ts';
export { listPlanTasks, plansWaiting } from './plans/list-plan-tasks.query.ts';
export { readCurrentActions } from './treaties/treaty.store.ts';
