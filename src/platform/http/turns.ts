import type { IncomingMessage, ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { WorkQueue } from '../work-queue.ts';
import { disconnectSignal } from './disconnect-signal.ts';

const turns = new WorkQueue();
const signals = new WeakMap<IncomingMessage, AbortSignal>();

/** Has a stranger's request wait for turns of the event loop: to be begun, and for its body to be parsed. */
export function takeTurns(request: IncomingMessage, response: ServerResponse): void {
  signals.set(request, disconnectSignal({ raw: response }));
}

/**
 * Resolves at a turn of the event loop at which no other request of a stranger is worked on: however many come at once, those who are signed in are heard in between. At once for a request
 * that takes no turns. Throws platform/busy if its client disconnects before.
 */
export async function waitForTurn(request: IncomingMessage): Promise<void> {
  const signal = signals.get(request);
  if (signal) await turns.run(nextTurn, signal);
}
