import type { IncomingMessage, RequestListener } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { WorkQueue } from '../../work-queue.ts';
import { disconnectSignal } from './disconnect-signal.ts';

const oneEachTurn = new WorkQueue();
const waits = new WeakMap<IncomingMessage, () => Promise<void>>();

/**
 * Has requests of strangers wait for turns of the event loop: to be begun, and for their bodies to be parsed. However many come at once, those who are signed in are heard in between. Each
 * kind of request waits in a queue of its own, served round robin: a crowd in one delays a request in another by one each.
 */
export function inTurns(work: RequestListener): RequestListener {
  const queue = new WorkQueue({ sharedQueue: oneEachTurn });
  return (request, response) => {
    const signal = disconnectSignal({ raw: response });
    waits.set(request, () => queue.run(nextTurn, signal));
    void waitForTurn(request).then(
      () => work(request, response),
      () => {},
    );
  };
}

/** Resolves at a turn of the event loop that is this request's alone; at once for one that takes no turns. Throws platform/busy if its client disconnects before. */
export async function waitForTurn(request: IncomingMessage): Promise<void> {
  await waits.get(request)?.();
}
