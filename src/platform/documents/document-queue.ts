import { AsyncLocalStorage } from 'node:async_hooks';
import { AppError } from '#kernel/errors.ts';
import { findCachedClaims } from '../identity/claims-cache.ts';
import { WorkQueue } from '../work-queue.ts';
import './errors.ts';

/** Places in each queue: one document is worked on, eight wait. */
const MAX_PLACES = 9;
/** Places, running and waiting in both queues together, that one person may hold, however many sessions they have. */
const MAX_OF_PERSON = 2;
/** Places that all requests without a session may hold together: more than half stay free for signed-in people. */
const MAX_OF_ANONYMOUS = 4;

/** The holder of places in the queues. */
type Holder = { readonly session: string | null };

const holders = new AsyncLocalStorage<Holder>();
const placesByHolder = new Map<string | null, number>();
const documents = () => new WorkQueue({ maxPlaces: MAX_PLACES, fullError: 'documents/busy' });
const queues = { reading: documents(), printing: documents() };

/** Reading uploads and printing have separate queues: neither delays the other. */
export type QueueName = keyof typeof queues;

/** Runs the work of a request with its session as the holder of places in the queues; null for a request without one. */
export function asHolder<T>(session: string | null, work: () => T): T {
  return holders.run({ session }, work);
}

/**
 * Runs work when its turn in a queue comes. Work outside a request, such as the command line's, has no holder. Throws AppError: `documents/busy` when too many
 * wait, `documents/yours-under-way` when the person already holds all their places.
 */
export async function inTurn<T>(name: QueueName, work: () => Promise<T>): Promise<T> {
  const holder = holders.getStore();
  if (holder === undefined) return queues[name].run(work);
  // A query has authorised the request for a document before, and that query knew its session.
  const person = findCachedClaims(holder.session)?.subject.person ?? holder.session;
  const places = placesByHolder.get(person) ?? 0;
  if (person === null && places >= MAX_OF_ANONYMOUS) throw new AppError('documents/busy');
  if (person !== null && places >= MAX_OF_PERSON) throw new AppError('documents/yours-under-way');
  placesByHolder.set(person, places + 1);
  try {
    return await queues[name].run(work);
  } finally {
    const remaining = placesByHolder.get(person)! - 1;
    if (remaining === 0) placesByHolder.delete(person);
    else placesByHolder.set(person, remaining);
  }
}
