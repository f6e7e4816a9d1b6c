import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { AppError } from '#kernel/errors.ts';
import '../../errors.ts';
import { hasBody, isFile } from './body-limits.ts';
import type { Bounds } from './bounds.ts';
import { onHead } from './on-head.ts';
import { waitForTurn } from './turns.ts';

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
  // Let in before, and back with a body: served first.
  const returning = new Set<() => void>();
  const count = { working: 0, slow: 0 };
  let crowdedAt = Number.NEGATIVE_INFINITY;
  const isCrowd = () => !isFifo && performance.now() - crowdedAt < bounds.crowdMs;
  const next = () => returning.values().next().value ?? (isCrowd() ? [...waiting].at(-1) : waiting.values().next().value);
  const fill = () => {
    if (count.working < places) next()?.();
  };
  const queue: Queue = { bounds, places, count, returning, fill };
  const letIn: RequestListener = (request, response) => {
    whileWorking(request, response, queue);
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

type Queue = {
  bounds: Bounds;
  places: number;
  count: { working: number; slow: number };
  returning: Set<() => void>;
  /** Starts the next request that waits, if a place is free. */
  fill: () => void;
};

const pauses = new WeakMap<IncomingMessage, () => void>();
const returns = new WeakMap<IncomingMessage, Promise<void>>();

/** Gives a request's place back until its body has arrived. */
export function waitForBody(request: IncomingMessage): void {
  pauses.get(request)?.();
}

/** Resolves when a request whose body has arrived has a place again, and its turn: bodies that arrive all at once are not worked on all at once. Throws platform/busy if its client disconnects before. */
export async function waitForPlace(request: IncomingMessage): Promise<void> {
  await returns.get(request);
  await waitForTurn(request);
}

/**
 * Counts a request until its answer begins, or it turns out to be a slow one; not while its body is awaited: whoever sends or reads slowly is no work
 * meanwhile, and must not shut others out. Of slow ones, no more than are allowed; one too many counts on until one of them is over.
 */
function whileWorking(request: IncomingMessage, response: ServerResponse, { bounds, places, count, returning, fill }: Queue): void {
  let state: 'coming' | 'working' | 'slow' | 'over' = 'coming';
  let isLeft = false;
  let timer: NodeJS.Timeout | undefined;
  let comeBack: (() => void) | undefined;
  const become = (next: typeof state) => {
    if (state === 'working' || state === 'slow') count[state] -= 1;
    if (next === 'working' || next === 'slow') count[next] += 1;
    state = next;
    fill();
  };
  const look = () => {
    if (isLeft) end();
    else if (count.slow < bounds.slow) become('slow');
    else timer = setTimeout(look, bounds.slowMs);
  };
  const begin = () => {
    if (state !== 'coming') return;
    timer = setTimeout(look, bounds.slowMs);
    become('working');
  };
  const end = () => {
    clearTimeout(timer);
    if (comeBack) returning.delete(comeBack);
    if (state !== 'over') become('over');
  };
  const pause = () => {
    if (state === 'over' || request.complete || !hasBody(request)) return;
    clearTimeout(timer);
    become('coming');
    request.once('end', () => (isFile(request) ? begin() : takePlaceAgain()));
  };
  // A file is read by its handler, which is at work already; any other body before its handler begins.
  const takePlaceAgain = () => {
    if (state !== 'coming' || count.working < places) return begin();
    const place = new Promise<void>((resolve, reject) => {
      comeBack = () => {
        returning.delete(comeBack!);
        begin();
        resolve();
      };
      returning.add(comeBack);
      response.once('close', () => reject(new AppError('platform/busy')));
    });
    place.catch(() => {});
    returns.set(request, place);
  };
  // Who sends it is asked first, and that is work.
  pauses.set(request, pause);
  begin();
  onHead(response, end);
  response.once('close', () => {
    // The work goes on without whoever asked for it. Were its place free at once, one who asks and leaves could have any number of them worked on.
    isLeft = true;
    if (state !== 'working') end();
  });
}
