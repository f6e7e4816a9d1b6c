import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { AppError } from '#kernel/errors.ts';
import '../../errors.ts';
import type { AdmissionLimits } from './admission-limits.ts';
import { hasBody, isFile } from './body-limits.ts';
import { onHead } from './on-head.ts';
import { waitForTurn } from './turns.ts';

type LimiterOptions = {
  limits: AdmissionLimits;
  /** How many requests are worked on at once. */
  places: number;
  /**
   * First in, first out, with a waiting place for each connection: a flood then delays requests and rejects none. By default a few requests wait briefly, and
   * in a crowd the newest is served first, because the oldest would be late in any case.
   */
  isFifo?: boolean;
  work: RequestListener;
  reject: RequestListener;
};

/** Limits how many requests are worked on at once. */
export function createLimiter({ limits, places, isFifo = false, work, reject }: LimiterOptions): RequestListener {
  const waiting = new Set<() => void>();
  // Requests admitted before whose body has arrived: served first.
  const returning = new Set<() => void>();
  const count = { working: 0, slow: 0 };
  let overloadedAt = Number.NEGATIVE_INFINITY;
  const isOverloaded = () => !isFifo && performance.now() - overloadedAt < limits.overloadMs;
  const next = () => returning.values().next().value ?? (isOverloaded() ? [...waiting].at(-1) : waiting.values().next().value);
  const fill = () => {
    if (count.working < places) next()?.();
  };
  const queue: Queue = { limits, places, count, returning, fill };
  const admit: RequestListener = (request, response) => {
    trackRequest(request, response, queue);
    work(request, response);
  };
  const wait: RequestListener = (request, response) => {
    const since = performance.now();
    const leave = () => {
      clearTimeout(timer);
      response.off('close', leave);
      return waiting.delete(start);
    };
    const start = () => leave() && admit(request, response);
    const check = () => {
      // The request admitted last may still be sending its body, and occupies no place yet.
      fill();
      if (!waiting.has(start)) return;
      if (isFifo || isOverloaded() || performance.now() - since >= limits.maxWaitMs) leave() && reject(request, response);
      else timer = setTimeout(check, limits.overloadWaitMs);
    };
    let timer = setTimeout(check, isFifo ? limits.unverifiedWaitMs : limits.overloadWaitMs);
    response.once('close', leave);
    waiting.add(start);
    if (waiting.size > limits.overload) overloadedAt = since;
  };
  return (request, response) => {
    if (count.working < places) admit(request, response);
    else if (waiting.size < (isFifo ? limits.connections : limits.waiting)) wait(request, response);
    else reject(request, response);
  };
}

type Queue = {
  limits: AdmissionLimits;
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
function trackRequest(request: IncomingMessage, response: ServerResponse, { limits, places, count, returning, fill }: Queue): void {
  let state: 'coming' | 'working' | 'slow' | 'over' = 'coming';
  let isLeft = false;
  let timer: NodeJS.Timeout | undefined;
  let resume: (() => void) | undefined;
  const setState = (next: typeof state) => {
    if (state === 'working' || state === 'slow') count[state] -= 1;
    if (next === 'working' || next === 'slow') count[next] += 1;
    state = next;
    fill();
  };
  const check = () => {
    if (isLeft) end();
    else if (count.slow < limits.slow) setState('slow');
    else timer = setTimeout(check, limits.slowMs);
  };
  const begin = () => {
    if (state !== 'coming') return;
    timer = setTimeout(check, limits.slowMs);
    setState('working');
  };
  const end = () => {
    clearTimeout(timer);
    if (resume) returning.delete(resume);
    if (state !== 'over') setState('over');
  };
  const pause = () => {
    if (state === 'over' || request.complete || !hasBody(request)) return;
    clearTimeout(timer);
    setState('coming');
    request.once('end', () => (isFile(request) ? begin() : waitForPlaceAgain()));
  };
  // A handler that reads a file is at work already; any other body arrives before its handler begins.
  const waitForPlaceAgain = () => {
    if (state !== 'coming' || count.working < places) return begin();
    const place = new Promise<void>((resolve, reject) => {
      resume = () => {
        returning.delete(resume!);
        begin();
        resolve();
      };
      returning.add(resume);
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
