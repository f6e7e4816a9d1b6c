import type { IncomingMessage, RequestListener } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { WorkQueue } from '../../work-queue.ts';
import { disconnectSignal } from './disconnect-signal.ts';

const sharedTurns = new WorkQueue();
const waits = new WeakMap<IncomingMessage, () => Promise<void>>();

/**
 * Makes anonymous requests wait for turns of the event loop: to begin, and to have their bodies parsed. However many arrive at once, signed-in people are
 * served in between. Each kind of request waits in its own queue, and the queues are served round robin: a crowd in one delays a request in another by one
 * each.
 */
export function takeTurns(work: RequestListener): RequestListener {
  const queue = new WorkQueue({ sharedQueue: sharedTurns });
  return (request, response) => {
    const signal = disconnectSignal({ raw: response });
    waits.set(request, () => queue.run(nextTurn, signal));
    void waitForTurn(request).then(
      () => work(request, response),
      () => {},
    );
  };
}

/**
 * Resolves at a turn of the event loop that belongs to this request alone; at once for a request that takes no turns. Throws platform/busy if its client
 * disconnects before.
 */
export async function waitForTurn(request: IncomingMessage): Promise<void> {
  await waits.get(request)?.();
}
