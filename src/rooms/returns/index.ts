/** Public entry point of the room: only its tasks. Reviews reach a return through the evidence it creates, never by import. */
export { returnsWaiting } from './views/list-return-tasks.query.ts';
export { returnSearch } from './views/search-returns.ts';
