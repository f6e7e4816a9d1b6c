/** The door of the room. Nothing stands behind it but what waits for somebody: reviews reach a return through the evidence it leaves, never by import. */
export { returnsWaiting } from './views/list-return-tasks.query.ts';
