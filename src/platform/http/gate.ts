import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { hasBody } from './body-limits.ts';
import type { Bounds } from './bounds.ts';
import { onHead } from './on-head.ts';

type Gate = {
  bounds: Bounds;
  /** How many requests are worked on at once. */
  places: number;
  /**
   * First in, first out, with a place to wait for each connection: then a flood delays requests and turns none away. By default a few requests wait for a moment, and in a
   * crowd the newest is served first: the oldest would be late in any case.
   */
  isFifo?: boolean;
  work: RequestListener;
  turnAway: RequestListener;
};

/** Lets so many requests be worked on at once. */
export function openGate({ bounds, places, isFifo = false, work, turnAway }: Gate): RequestListener {
  const waiting = new Set<() => void>();
  const count: Count = { working: 0, slow: 0 };
  let crowdedAt = Number.NEGATIVE_INFINITY;
  const isCrowd = () => !isFifo && performance.now() - crowdedAt < bounds.crowdMs;
  const next = () => (isCrowd() ? [...waiting].at(-1) : waiting.values().next().value);
  const fill = () => {
    if (count.working < places) next()?.();
  };
  const letIn: RequestListener = (request, response) => {
    whileWorking(request, response, bounds, count, fill);
    work(request, response);
  };
  const wait: RequestListener = (request, response) => {
    const since = performance.now();
    const leave = () => {
      clearTimeout(timer);
      response.off('close', leave);
      return waiting.delete(come);
    };
    const come = () => leave() && letIn(request, response);
    const look = () => {
      // Whoever was let in last may still be sending, and takes no place yet.
      fill();
      if (!waiting.has(come)) return;
      if (isFifo || isCrowd() || performance.now() - since >= bounds.patienceMs) leave() && turnAway(request, response);
      else timer = setTimeout(look, bounds.crowdPatienceMs);
    };
    let timer = setTimeout(look, isFifo ? bounds.unverifiedPatienceMs : bounds.crowdPatienceMs);
    response.once('close', leave);
    waiting.add(come);
    if (waiting.size > bounds.crowd) crowdedAt = since;
  };
  return (request, response) => {
    if (count.working < places) letIn(request, response);
    else if (waiting.size < (isFifo ? bounds.connections : bounds.waiting)) wait(request, response);
    else turnAway(request, response);
  };
}

type Count = { working: number; slow: number };

const waiters = new WeakMap<IncomingMessage, () => void>();

/** Says that nothing is left to do for a request until its body is here: whoever sends it was let in. */
export function waitForBody(request: IncomingMessage): void {
  waiters.get(request)?.();
}

/**
 * Counts a request until its answer begins, or it turns out to be a slow one; not while its body is awaited: whoever sends or reads slowly is no work
 * meanwhile, and must not shut others out. Of slow ones, no more than are allowed; one too many counts on until one of them is over.
 */
function whileWorking(
  request: IncomingMessage,
  response: ServerResponse,
  { slow, slowMs }: Bounds,
  count: Count,
  changed: () => void,
): void {
  let state: 'coming' | 'working' | 'slow' | 'over' = 'coming';
  let isLeft = false;
  let timer: NodeJS.Timeout | undefined;
  const become = (next: typeof state) => {
    if (state === 'working' || state === 'slow') count[state] -= 1;
    if (next === 'working' || next === 'slow') count[next] += 1;
    state = next;
    changed();
  };
  const look = () => {
    if (isLeft) end();
    else if (count.slow < slow) become('slow');
    else timer = setTimeout(look, slowMs);
  };
  const begin = () => {
    if (state !== 'coming') return;
    timer = setTimeout(look, slowMs);
    become('working');
  };
  const end = () => {
    clearTimeout(timer);
    if (state !== 'over') become('over');
  };
  const pause = () => {
    if (state === 'over' || request.readableEnded || !hasBody(request)) return;
    clearTimeout(timer);
    become('coming');
    request.once('end', begin);
  };
  // Who sends it is asked first, and that is work.
  waiters.set(request, pause);
  begin();
  onHead(response, end);
  response.once('close', () => {
    // The work goes on without whoever asked for it. Were its place free at once, one who asks and leaves could have any number of them worked on.
    isLeft = true;
    if (state !== 'working') end();
  });
}
