/** The door of the room: what other rooms may call. */
export { namesOf } from './people.store.ts';
