import { WorkQueue } from '../work-queue.ts';

/**
 * Whoever gives or sets a password waits in one of these. `known`: people with a session or a one-time link; `sign-in`: strangers at the desk; `class`: learners with a slip,
 * of whom a whole class comes at once.
 */
export type EntranceQueue = 'known' | 'sign-in' | 'class';

const served = () => new WorkQueue();

// At sign-in and with a link each waits on a connection of their own (bounded-server.ts) and leaves with it. A slip is looked at also when its phone is gone.
const lookUp = served();
/** What is looked up for strangers, one after the other: a flood of them takes one connection of the pool and no more. Full: platform/passwords-busy. */
export const lookUps: Readonly<Record<EntranceQueue, WorkQueue>> = {
  known: new WorkQueue({ behind: lookUp }),
  'sign-in': new WorkQueue({ behind: lookUp }),
  class: new WorkQueue({ most: 500, full: 'platform/passwords-busy', behind: lookUp }),
};

/** How many places each queue has for passwords to derive. */
export const PASSWORD_PLACES: Readonly<Record<EntranceQueue, number>> = { known: 64, 'sign-in': 16, class: 64 };
const derivation = served();
const passwords = (queue: EntranceQueue) =>
  new WorkQueue({ most: PASSWORD_PLACES[queue], full: 'platform/passwords-busy', behind: derivation });
/** Passwords to derive, one after the other. Full: platform/passwords-busy. */
export const passwordQueues: Readonly<Record<EntranceQueue, WorkQueue>> = {
  known: passwords('known'),
  'sign-in': passwords('sign-in'),
  class: passwords('class'),
};
