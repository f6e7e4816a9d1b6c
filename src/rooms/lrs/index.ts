/**
 * The door of the room: what was completed somewhere else, for whoever makes training records from it. A later room reads it in a transaction of its own, under
 * its own subject: the training officer of a party or the installation.
 */
export { type Completion, completionsNamed, completionsSince, voidedSince } from './completions.store.ts';
