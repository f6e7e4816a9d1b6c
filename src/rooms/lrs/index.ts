/**
 * The public interface of the room: completions from other systems, for the code that makes training records of them. Another room reads them in its own
 * transaction, under its own subject: the training officer of a party or the installation.
 */
export { type Completion, completionsNamed, completionsSince, voidedSince } from './completions.store.ts';
