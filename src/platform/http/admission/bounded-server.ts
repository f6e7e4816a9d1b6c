import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { hasBody, limitBody } from './body-limits.ts';
import { BOUNDS, type Bounds } from './bounds.ts';
import { tendConnections } from './connections.ts';
import { openGate } from './gate.ts';
import { type RefusalOptions, refusalsOf } from './refusals.ts';
import { useOriginForm } from './request-target.ts';
import { inTurns } from './turns.ts';

export type BoundsOptions = RefusalOptions & {
  /** Sends an anonymous request to `direct` where its answer is stored already, and to `queue` where the answer has to be made. */
  admit?: (request: IncomingMessage, response: ServerResponse, direct: RequestListener, queue: RequestListener) => void;
  /** Whether this process has verified the session of a request before. This authorises nothing: it only chooses the gate. */
  isVerified?: (request: IncomingMessage) => boolean;
  /** Addresses or networks shared by many clients: limits for a single machine do not apply to them. */
  proxies?: readonly string[];
  bounds?: Bounds;
};

// Health checks must get through, above all when the process is busy. So must files of the staff application: they cost almost nothing, and a browser shows
// nothing of a page that is half loaded and does not ask again.
const ALWAYS = /^\/(healthz|readyz)(\?|$)|^\/desk\/assets\//;

/**
 * An HTTP server that stays responsive: it works on a limited number of requests at once, lets others wait, rejects the excess before any work is done on it,
 * and disconnects clients that send too slowly. An admitted request is carried out.
 */
export function createBoundedServer(handle: RequestListener, options: BoundsOptions): Server {
  const { bounds = BOUNDS, isVerified = () => false } = options;
  const turnAway = refusalsOf(options, bounds.retryAfterSeconds);
  const work: RequestListener = (request, response) => {
    limitBody(request, response, bounds, options);
    handle(request, response);
  };
  const common = { bounds, work, turnAway };
  const people = openGate({ ...common, places: bounds.working });
  const unverified = openGate({ ...common, work: inTurns(work), places: bounds.unverified, isFifo: true });
  const batches = openGate({ ...common, places: bounds.batches });
  const strangers = openGate({ ...common, work: inTurns(work), places: bounds.strangers });
  const entrances = { desk: inTurns(work), learn: inTurns(work) };
  const server = createServer(
    { headersTimeout: bounds.headMs, requestTimeout: bounds.requestMs, connectionsCheckingInterval: 1_000 },
    (request, response) => {
      useOriginForm(request);
      // Pipelined requests (no browser sends them) take places like all others: otherwise one connection could send without end. Where one request per
      // connection may wait, one connection could otherwise occupy every waiting place.
      const isFirst = response.socket !== null;
      const takesNone = isFirst && !hasBody(request);
      if (isBatch(request)) batches(request, response);
      else if (isEntrance(request))
        (isFirst ? entrances[request.url?.startsWith('/learn') ? 'learn' : 'desk'] : turnAway)(request, response);
      else if (takesNone && ALWAYS.test(request.url ?? '')) handle(request, response);
      else if (!isStrangers(request)) (isVerified(request) ? people : isFirst ? unverified : turnAway)(request, response);
      else if (takesNone && options.admit) options.admit(request, response, handle, strangers);
      else strangers(request, response);
    },
  );
  // A connection is not kept open for ever for an answer that the client does not read.
  server.timeout = bounds.requestMs;
  tendConnections(server, bounds, options.proxies ?? []);
  return server;
}

const isBatch = ({ method, url = '' }: IncomingMessage) => method === 'POST' && /^\/xapi\/statements(\?|$)/.test(url);

// Public requests: pages and files outside the desk and its interface; of the player only its sign-in.
const isStrangers = ({ method, url = '', headers }: IncomingMessage) =>
  (method === 'GET' || method === 'HEAD') &&
  !/^\/(desk|xapi)(\/|\?|$)/.test(url) &&
  !ALWAYS.test(url) &&
  !(/^\/learn\//.test(url) && headers.cookie !== undefined);
// These requests wait in queues of their own, without a database connection: to derive a password or a PIN (identity/sign-in-queues.ts), or for the provider of
// single sign-on. One may wait on each connection.
const isEntrance = ({ method, url = '' }: IncomingMessage) =>
  (method === 'POST' && /^\/(desk\/api\/(session|set-up|invitation)|learn\/[^/?]+\/enter)(\?|$)/.test(url)) ||
  /^\/desk\/single-sign-on(\/|\?|$)/.test(url);
