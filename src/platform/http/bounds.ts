import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Duplex } from 'node:stream';

/** What one process takes on. Behind it stand a pool of 8 connections and one thread. */
export const BOUNDS = {
  /** Connections open at once; the next is closed unheard. */
  connections: 2_000,
  /** Time to send the head of a request, its body where that is JSON, and everything where it is a file. */
  headMs: 10_000,
  bodyMs: 20_000,
  requestMs: 300_000,
  /** Requests being worked on: three for each of two processors, a little less than the pool carries. More would only make all others slower. */
  working: 6,
  /** Batches of learning systems beside them: they follow each other on one connection, and most of their time wait for their turn there or for the disk. */
  batches: 10,
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

export type Refusal = 'platform/busy' | 'platform/too-slow' | 'platform/malformed';

/** What was asked, as far as a refusal is worded by it. */
export type AskedFor = { method?: string | undefined; url?: string | undefined; headers: IncomingHttpHeaders };

/** Whether somebody reads the answer with their eyes: a browser that was led to a page, not a program asking an interface. */
export function isForEyes({ url = '/', headers }: AskedFor): boolean {
  return !/^\/(api|desk\/api|xapi)(\/|\?|$)/.test(url) && (headers.accept ?? '').includes('text/html');
}

export type BoundsOptions = {
  /** A refusal ready to send: a problem document, or a page for whoever reads it with their eyes; and the headers of every answer. */
  refusal: (code: Refusal, asked: AskedFor) => { status: number; headers: Readonly<Record<string, string>>; body: string };
  headers: Readonly<Record<string, string>>;
  /** Hears of each request that was turned away or cut off. */
  onRefused?: ((code: Refusal) => void) | undefined;
};

// Whoever watches over this process has to get through, above all when it is busy. So has a file of the staff application: it costs next to
// nothing, and of a page that is half loaded a browser shows nothing and asks no more.
const ALWAYS = /^\/(healthz|readyz)(\?|$)|^\/desk\/assets\//;

/**
 * An HTTP server that stays answerable: it works on so many requests at once, lets a few wait for a moment, turns the others away before any work is done
 * on them, and cuts off who sends too slowly. A request let in is carried out.
 */
export function createBoundedServer(handle: RequestListener, options: BoundsOptions): Server {
  const turnAway = refusalsOf(options);
  const [people, batches, entrances] = [BOUNDS.working, BOUNDS.batches, BOUNDS.entrances].map((places) =>
    openGate(places, handle, options, turnAway),
  );
  const server = createServer(
    { headersTimeout: BOUNDS.headMs, requestTimeout: BOUNDS.requestMs, connectionsCheckingInterval: 1_000, keepAliveTimeout: 72_000 },
    (request, response) => (isBatch(request) ? batches : isEntrance(request) ? entrances : people)!(request, response),
  );
  server.maxConnections = BOUNDS.connections;
  return server;
}

const isBatch = ({ method, url = '' }: IncomingMessage) => method === 'POST' && /^\/xapi\/statements(\?|$)/.test(url);

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
    if (count.working < places || ALWAYS.test(request.url ?? '')) letIn(request, response);
    else if (waiting.size < BOUNDS.waiting) wait(request, response);
    else turnAway(request, response);
  };
}

/** Answers what is no HTTP, or came too slowly to become a request, and hangs up. */
export function answerBroken(error: NodeJS.ErrnoException, socket: Duplex, options: BoundsOptions): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const code = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'platform/too-slow' : 'platform/malformed';
  options.onRefused?.(code);
  const { status, headers: own, body } = options.refusal(code, { headers: {} });
  const headers = { ...options.headers, ...own, 'content-length': Buffer.byteLength(body), connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${status === 408 ? 'Request Timeout' : 'Bad Request'}\r\n${lines.join('')}\r\n${body}`);
}

type Count = { working: number; slow: number };

/**
 * Counts a request from when all of it is here until its answer begins, or it turns out to be a slow one: whoever sends or reads slowly is no work
 * meanwhile, and must not shut others out. Of slow ones, no more than are allowed; one too many counts on until one of them is over.
 */
function whileWorking(request: IncomingMessage, response: ServerResponse, count: Count, changed: () => void): void {
  let state: 'coming' | 'working' | 'slow' | 'over' = 'coming';
  let timer: NodeJS.Timeout | undefined;
  const become = (next: 'working' | 'slow' | 'over') => {
    if (state === 'working' || state === 'slow') count[state] -= 1;
    if (next !== 'over') count[next] += 1;
    state = next;
    changed();
  };
  const look = () => {
    if (count.slow < BOUNDS.slow) become('slow');
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
  if (hasBody(request)) request.once('end', begin);
  else begin();
  const writeHead = response.writeHead as (...words: unknown[]) => ServerResponse;
  response.writeHead = (...words: unknown[]) => {
    end();
    return writeHead.apply(response, words);
  };
  response.once('close', end);
}

/** Turns requests away as cheaply as can be: the document of each language is made once. In a crowd, refusing is most of the work. */
function refusalsOf(options: BoundsOptions): (request: IncomingMessage, response: ServerResponse) => void {
  const made = new Map<string, { status: number; headers: string[]; body: Buffer }>();
  return (request, response) => {
    options.onRefused?.('platform/busy');
    const wanted = request.headers['accept-language'] ?? '';
    let answer = isForEyes(request) ? undefined : made.get(wanted);
    if (!answer) {
      const { status, headers: own, body } = options.refusal('platform/busy', request);
      const headers = { ...options.headers, ...own, 'content-length': Buffer.byteLength(body), 'retry-after': BOUNDS.retryAfterSeconds };
      answer = { status, headers: Object.entries(headers).flatMap(([name, value]) => [name, String(value)]), body: Buffer.from(body) };
      // Whoever invents languages must not fill the memory. A page names the address it was asked at: it is made each time.
      if (made.size < 50 && !isForEyes(request)) made.set(wanted, answer);
    }
    response.writeHead(answer.status, answer.headers).end(answer.body);
  };
}

function refuse(request: IncomingMessage, response: ServerResponse, code: Refusal, options: BoundsOptions): void {
  options.onRefused?.(code);
  const { status, headers, body } = options.refusal(code, request);
  response.writeHead(status, { ...options.headers, ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
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
