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
   * First in, first out, with a waiting place for each connection: a flood then delays requests and rejects none. By default a few requests wait briefly, and
   * in a crowd the newest is served first, because the oldest would be late in any case.
   */
  isFifo?: boolean;
  work: RequestListener;
  turnAway: RequestListener;
};

/** Limits how many requests are worked on at once. */
export function openGate({ bounds, places, isFifo = false, work, turnAway }: Gate): RequestListener {
  const waiting = new Set<() => void>();
  // Requests admitted before whose body has arrived: served first.
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
      // The request admitted last may still be sending its body, and occupies no place yet.
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
  /** Starts the next waiting request, if a place is free. */
  fill: () => void;
};

const pauses = new WeakMap<IncomingMessage, () => void>();
const returns = new WeakMap<IncomingMessage, Promise<void>>();

/** Releases a request's place until its body has arrived. */
export function waitForBody(request: IncomingMessage): void {
  pauses.get(request)?.();
}

/**
 * Resolves when a request whose body has arrived has a place and its turn again: bodies that arrive together are not all worked on at once. Throws
 * platform/busy if its client disconnects before.
 */
export async function waitForPlace(request: IncomingMessage): Promise<void> {
  await returns.get(request);
  await waitForTurn(request);
}

/**
 * Counts a request until its answer begins or it turns out to be slow. It does not count while its body is awaited: a slow sender or reader does not occupy a
 * place, so it cannot block other requests. Only a limited number of slow requests is exempt; one beyond that counts until another slow request ends.
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
  // A handler that reads a file is at work already; any other body arrives before its handler begins.
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
  // Checking the sender is work.
  pauses.set(request, pause);
  begin();
  onHead(response, end);
  response.once('close', () => {
    // The work continues after its client has disconnected. If its place were free at once, a client that asks and disconnects could start any number of
    // requests.
    isLeft = true;
    if (state !== 'working') end();
  });
}
