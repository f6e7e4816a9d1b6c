export { GrantView, SessionView } from './people.schema.ts';
export { namesOf } from './people.store.ts';
