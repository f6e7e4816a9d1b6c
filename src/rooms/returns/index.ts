/** Public entry point of the room: its tasks, its part of the home page, its news and its part of the search. Reviews reach a return through its evidence, never by import. */

export { listReturnTasks, returnsWaiting } from './views/list-return-tasks.query.ts';
export { returnHome } from './views/return-home.ts';
export { returnNews } from './views/return-news.ts';
export { returnsOfParty } from './views/returns-of-party.ts';
export { returnSearch } from './views/search-returns.ts';
