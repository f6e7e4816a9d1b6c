import { WorkQueue } from '../work-queue.ts';

/**
 * The queues of requests that check or set a password. `known`: people with a session or a one-time link; `sign-in`: strangers at the desk; `class`: learners with an access slip, a
 * whole class at once.
 */
export type SignInQueue = 'known' | 'sign-in' | 'class';

const oneLookUp = new WorkQueue();
/**
 * Look-ups for strangers, one at a time: a flood of them uses one connection of the pool. At sign-in and with a link each request waits on a connection of its own
 * (limited-server.ts) and leaves the queue when that closes. An entry with an access slip waits without one, so that queue is limited. Full: platform/passwords-busy.
 */
export const lookUpQueues: Readonly<Record<SignInQueue, WorkQueue>> = {
  known: new WorkQueue({ sharedQueue: oneLookUp }),
  'sign-in': new WorkQueue({ sharedQueue: oneLookUp }),
  class: new WorkQueue({ maxPlaces: 500, fullError: 'platform/passwords-busy', sharedQueue: oneLookUp }),
};

/** How many derivations may run and wait in each queue. */
export const PASSWORD_PLACES: Readonly<Record<SignInQueue, number>> = { known: 64, 'sign-in': 16, class: 64 };

const oneDerivation = new WorkQueue();
const passwordQueue = (name: SignInQueue) =>
  new WorkQueue({ maxPlaces: PASSWORD_PLACES[name], fullError: 'platform/passwords-busy', sharedQueue: oneDerivation });
/** Derivations of passwords, one at a time. Full: platform/passwords-busy. */
export const passwordQueues: Readonly<Record<SignInQueue, WorkQueue>> = {
  known: passwordQueue('known'),
  'sign-in': passwordQueue('sign-in'),
  class: passwordQueue('class'),
};
