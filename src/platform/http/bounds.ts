import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { tendConnections } from './connections.ts';
import { onHead } from './on-head.ts';
import { type RefusalOptions, refusalsOf, refuse } from './refusals.ts';
import { useOriginForm } from './request-target.ts';

/** What one process takes on. Behind it stand a pool of 8 connections and one thread. */
export const BOUNDS = {
  /** Connections open at once; for the next an idle one is closed, and where there is none it is closed unheard (connections.ts). */
  connections: 2_000,
  /** How long a connection may be kept that asks nothing: mostly, and while more than half of them are open. */
  keepAliveMs: 72_000,
  crowdedKeepAliveMs: 5_000,
  /** Who has been connected for so long and not sent a whole request head is idle too. */
  silentMs: 2_000,
  /** Time to send the head of a request, its body where that is JSON, and everything where it is a file; and for how long nothing of an answer may be read. */
  headMs: 10_000,
  bodyMs: 20_000,
  requestMs: 300_000,
  /** Of a body that was refused, so much is still taken in, so that the connection can go on. */
  unreadBytes: 64 * 1024,
  /** Requests being worked on: three for each of two processors, a little less than the pool carries. More would only make all others slower. */
  working: 6,
  /** Batches of learning systems beside them: they follow each other on one connection, and most of their time wait for their turn there or for the disk. */
  batches: 10,
  /** Pages for everybody that have to be made: strangers take no place of those who are signed in, whatever they ask for. One at a time: it is mostly the thread's work. */
  strangers: 1,
  /** What derives a password beside them: most of its time it waits in a queue of its own (identity/password.ts), with no connection to the database. */
  entrances: 500,
  /** What takes longer than this waits for something else, as a report for its printer, and must not keep others out: it is no longer counted. */
  slowMs: 250,
  /** So many at most: more of them than wait for printers mean that the database or the machine is behind, and then taking on more would only make all wait longer. */
  slow: 24,
  /** Requests that may wait for their turn, and for how long: a page asks for several things at once, and so do a few people. */
  waiting: 40,
  patienceMs: 1_000,
  /** Where more than so many wait it is a crowd, and counts as one for so long after. In a crowd nobody waits longer than this: it would be in vain. */
  crowd: 16,
  crowdMs: 1_000,
  crowdPatienceMs: 20,
  retryAfterSeconds: 2,
};

export type BoundsOptions = RefusalOptions & {
  /** Lets a stranger's request pass by `direct` where its answer is there already, and have a place by `queue` where it has to be made. */
  admit?: (request: IncomingMessage, response: ServerResponse, direct: RequestListener, queue: RequestListener) => void;
  /** Addresses or networks behind which stand many: what is meant for one machine does not bind them. */
  proxies?: readonly string[];
};

// Whoever watches over this process has to get through, above all when it is busy. So has a file of the staff application: it costs next to
// nothing, and of a page that is half loaded a browser shows nothing and asks no more.
const ALWAYS = /^\/(healthz|readyz)(\?|$)|^\/desk\/assets\//;

/**
 * An HTTP server that stays answerable: it works on so many requests at once, lets a few wait for a moment, turns the others away before any work is done
 * on them, and cuts off who sends too slowly. A request let in is carried out.
 */
export function createBoundedServer(handle: RequestListener, options: BoundsOptions): Server {
  const turnAway = refusalsOf(options, BOUNDS.retryAfterSeconds);
  const [people, batches, entrances, strangers] = [BOUNDS.working, BOUNDS.batches, BOUNDS.entrances, BOUNDS.strangers].map((places) =>
    openGate(places, handle, options, turnAway),
  );
  const server = createServer(
    { headersTimeout: BOUNDS.headMs, requestTimeout: BOUNDS.requestMs, connectionsCheckingInterval: 1_000 },
    (request, response) => {
      useOriginForm(request);
      // Whoever sends on before they are answered (no browser does) takes places like everybody: of what takes none, one connection could send without end. Where
      // there are places for hundreds, it could take them all.
      const isFirst = response.socket !== null;
      const takesNone = isFirst && !hasBody(request);
      if (isBatch(request)) batches!(request, response);
      else if (isEntrance(request)) (isFirst ? entrances! : turnAway)(request, response);
      else if (takesNone && ALWAYS.test(request.url ?? '')) handle(request, response);
      else if (!isStrangers(request)) people!(request, response);
      else if (takesNone && options.admit) options.admit(request, response, handle, strangers!);
      else strangers!(request, response);
    },
  );
  // An answer nobody reads is no reason to keep a connection for ever.
  server.timeout = BOUNDS.requestMs;
  tendConnections(server, options.proxies ?? []);
  return server;
}

const isBatch = ({ method, url = '' }: IncomingMessage) => method === 'POST' && /^\/xapi\/statements(\?|$)/.test(url);

// What is for everybody: a page or file outside the desk and its interface; of the player only the way in.
const isStrangers = ({ method, url = '', headers }: IncomingMessage) =>
  (method === 'GET' || method === 'HEAD') &&
  !/^\/(desk|xapi)(\/|\?|$)/.test(url) &&
  !ALWAYS.test(url) &&
  !(/^\/learn\//.test(url) && headers.cookie !== undefined);
// Where a password or a PIN is given or set.
const isEntrance = ({ method, url = '' }: IncomingMessage) =>
  (method === 'POST' && /^\/(desk\/api\/(session|set-up|invitation)|learn\/[^/?]+\/enter)(\?|$)/.test(url)) ||
  (method === 'PUT' && /^\/desk\/api\/account\/password(\?|$)/.test(url));

/** Lets so many requests be worked on at once. */
function openGate(
  places: number,
  handle: RequestListener,
  options: BoundsOptions,
  turnAway: (request: IncomingMessage, response: ServerResponse) => void,
): (request: IncomingMessage, response: ServerResponse) => void {
  const waiting = new Set<() => void>();
  const count: Count = { working: 0, slow: 0 };
  let crowdedAt = Number.NEGATIVE_INFINITY;
  const isCrowd = () => performance.now() - crowdedAt < BOUNDS.crowdMs;
  // In turn; but in a crowd the first would be late whatever is done, and everybody would wait as long as is allowed.
  const next = () => [...waiting].at(isCrowd() ? -1 : 0);
  const fill = () => {
    if (count.working < places) next()?.();
  };
  const letIn = (request: IncomingMessage, response: ServerResponse) => {
    whileWorking(request, response, count, fill);
    if (sendsJson(request)) limitBody(request, response, options);
    handle(request, response);
  };
  const wait = (request: IncomingMessage, response: ServerResponse) => {
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
      if (isCrowd() || performance.now() - since >= BOUNDS.patienceMs) leave() && turnAway(request, response);
      else timer = setTimeout(look, BOUNDS.crowdPatienceMs);
    };
    let timer = setTimeout(look, BOUNDS.crowdPatienceMs);
    response.once('close', leave);
    waiting.add(come);
    if (waiting.size > BOUNDS.crowd) crowdedAt = since;
  };
  return (request, response) => {
    if (count.working < places) letIn(request, response);
    else if (waiting.size < BOUNDS.waiting) wait(request, response);
    else turnAway(request, response);
  };
}

type Count = { working: number; slow: number };

const waiters = new WeakMap<IncomingMessage, () => void>();

/** Says that nothing is left to do for a request until its body is here: whoever sends it was let in. */
export function waitForBody(request: IncomingMessage): void {
  waiters.get(request)?.();
}

/** Whether more of a body is still to come than is worth taking in once it was refused: the connection is closed then. */
export function leavesMuchUnread(request: IncomingMessage): boolean {
  const { 'content-length': announced, 'transfer-encoding': pieces } = request.headers;
  return request.complete === false && (pieces !== undefined || Number(announced ?? 0) > BOUNDS.unreadBytes);
}

/**
 * Counts a request until its answer begins, or it turns out to be a slow one; not while its body is awaited: whoever sends or reads slowly is no work
 * meanwhile, and must not shut others out. Of slow ones, no more than are allowed; one too many counts on until one of them is over.
 */
function whileWorking(request: IncomingMessage, response: ServerResponse, count: Count, changed: () => void): void {
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
    else if (count.slow < BOUNDS.slow) become('slow');
    else timer = setTimeout(look, BOUNDS.slowMs);
  };
  const begin = () => {
    if (state !== 'coming') return;
    timer = setTimeout(look, BOUNDS.slowMs);
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

// Files may take their time; they are kept aside until they are whole. Anything else is small.
function sendsJson(request: IncomingMessage): boolean {
  return hasBody(request) && request.headers['content-type'] !== 'application/octet-stream';
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function limitBody(request: IncomingMessage, response: ServerResponse, options: BoundsOptions): void {
  const timer = setTimeout(() => {
    if (!response.headersSent) {
      response.setHeader('connection', 'close');
      refuse(request, response, 'platform/too-slow', options);
    }
    response.once('close', () => request.destroy());
  }, BOUNDS.bodyMs);
  for (const over of ['end', 'close']) request.once(over, () => clearTimeout(timer));
}
