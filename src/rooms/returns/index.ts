/** Public entry point of the room: its tasks and its part of the home page. Reviews reach a return through the evidence it creates, never by import. */

export { returnsWaiting } from './views/list-return-tasks.query.ts';
export { returnHome } from './views/return-home.ts';
