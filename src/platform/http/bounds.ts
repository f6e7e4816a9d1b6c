import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Pool } from 'pg';

/** What one process takes on. Behind it stand a pool of 16 connections and one thread: whatever waits longer than this would only wait in vain. */
export const BOUNDS = {
  /** Connections open at once; the next is closed unheard. */
  connections: 2_000,
  /** Time to send the head of a request, its body where that is JSON, and everything where it is a file. */
  headMs: 10_000,
  bodyMs: 20_000,
  requestMs: 300_000,
  /** Requests that wait for a database connection before more are turned away. */
  waiting: 24,
  /** How late the event loop may be while at least so many are under way: on a busy machine one late look alone is no crowd. */
  lateMs: 100,
  crowd: 16,
  retryAfterSeconds: 2,
};

export type Refusal = 'platform/busy' | 'platform/too-slow' | 'platform/malformed';

export type BoundsOptions = {
  pool: Pick<Pool, 'waitingCount'>;
  /** The problem document of a refusal, ready to send, and the headers of every answer. */
  refusal: (code: Refusal, acceptLanguage: string | undefined) => { status: number; body: string };
  headers: Readonly<Record<string, string>>;
  /** Hears of each request that was turned away or cut off. */
  onRefused?: ((code: Refusal) => void) | undefined;
};

const LOOK_MS = 50;
// Whoever watches over this process has to get through, above all when it is busy. So has a file of the staff application: it costs next to
// nothing, and of a page that is half loaded a browser shows nothing and asks no more.
const ALWAYS = /^\/(healthz|readyz)(\?|$)|^\/desk\/assets\//;

/**
 * An HTTP server that stays answerable: it turns requests away before any work is done on them while others wait, and cuts off who sends too
 * slowly. A request let in is carried out.
 */
export function createBoundedServer(handle: RequestListener, options: BoundsOptions): Server {
  const late = watchLoop();
  let underWay = 0;
  const isFull = () => options.pool.waitingCount >= BOUNDS.waiting || (underWay >= BOUNDS.crowd && late.milliseconds() > BOUNDS.lateMs);
  const server = createServer(
    { headersTimeout: BOUNDS.headMs, requestTimeout: BOUNDS.requestMs, connectionsCheckingInterval: 1_000, keepAliveTimeout: 72_000 },
    (request, response) => {
      if (!ALWAYS.test(request.url ?? '') && isFull()) return refuse(request, response, 'platform/busy', options);
      underWay += 1;
      response.once('close', () => {
        underWay -= 1;
      });
      if (sendsJson(request)) limitBody(request, response, options);
      handle(request, response);
    },
  );
  server.maxConnections = BOUNDS.connections;
  server.on('close', late.stop);
  return server;
}

/** Answers what is no HTTP, or came too slowly to become a request, and hangs up. */
export function answerBroken(error: NodeJS.ErrnoException, socket: Duplex, options: BoundsOptions): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const code = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'platform/too-slow' : 'platform/malformed';
  options.onRefused?.(code);
  const { status, body } = options.refusal(code, undefined);
  const headers = { ...options.headers, ...documentHeaders(body), connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${status === 408 ? 'Request Timeout' : 'Bad Request'}\r\n${lines.join('')}\r\n${body}`);
}

function refuse(request: IncomingMessage, response: ServerResponse, code: Refusal, options: BoundsOptions): void {
  options.onRefused?.(code);
  const { status, body } = options.refusal(code, request.headers['accept-language']);
  const again = status === 503 && { 'retry-after': String(BOUNDS.retryAfterSeconds) };
  response.writeHead(status, { ...options.headers, ...documentHeaders(body), ...again }).end(body);
}

function documentHeaders(body: string): Record<string, string | number> {
  return { 'content-type': 'application/problem+json', 'content-length': Buffer.byteLength(body) };
}

// Files may take their time; they are kept aside until they are whole. Anything else is small.
function sendsJson({ headers }: IncomingMessage): boolean {
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  return hasBody && headers['content-type'] !== 'application/octet-stream';
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

/** How late the event loop was at its last look, or is by now. */
function watchLoop(): { milliseconds: () => number; stop: () => void } {
  let [due, late] = [performance.now() + LOOK_MS, 0];
  const timer = setInterval(() => {
    late = Math.max(0, performance.now() - due);
    due = performance.now() + LOOK_MS;
  }, LOOK_MS);
  timer.unref();
  return { milliseconds: () => Math.max(late, performance.now() - due), stop: () => clearInterval(timer) };
}
