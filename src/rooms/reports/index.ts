/** The public interface of the room: what other rooms may call. */
export { helpWaiting } from './help/list-help-tasks.query.ts';
