import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { hasBody, limitBody } from './body-limits.ts';
import { BOUNDS, type Bounds } from './bounds.ts';
import { tendConnections } from './connections.ts';
import { openGate } from './gate.ts';
import { type RefusalOptions, refusalsOf } from './refusals.ts';
import { useOriginForm } from './request-target.ts';
import { inTurns } from './turns.ts';

export type BoundsOptions = RefusalOptions & {
  /** Lets a stranger's request pass by `direct` where its answer is there already, and have a place by `queue` where it has to be made. */
  admit?: (request: IncomingMessage, response: ServerResponse, direct: RequestListener, queue: RequestListener) => void;
  /** Whether this process has verified the session of a request before. It authorises nothing: it chooses the gate. */
  isVerified?: (request: IncomingMessage) => boolean;
  /** Addresses or networks behind which stand many: what is meant for one machine does not bind them. */
  proxies?: readonly string[];
  bounds?: Bounds;
};

// Whoever watches over this process has to get through, above all when it is busy. So has a file of the staff application: it costs next to
// nothing, and of a page that is half loaded a browser shows nothing and asks no more.
const ALWAYS = /^\/(healthz|readyz)(\?|$)|^\/desk\/assets\//;

/**
 * An HTTP server that stays answerable: it works on so many requests at once, lets others wait, turns away what is too much before any work is done on it, and cuts off who
 * sends too slowly. A request let in is carried out.
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
      // Whoever sends on before they are answered (no browser does) takes places like everybody: of what takes none, one connection could send without end. Where
      // one may wait on each connection there are, it could wait in all places.
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
  // An answer nobody reads is no reason to keep a connection for ever.
  server.timeout = bounds.requestMs;
  tendConnections(server, bounds, options.proxies ?? []);
  return server;
}

const isBatch = ({ method, url = '' }: IncomingMessage) => method === 'POST' && /^\/xapi\/statements(\?|$)/.test(url);

// What is for everybody: a page or file outside the desk and its interface; of the player only the way in.
const isStrangers = ({ method, url = '', headers }: IncomingMessage) =>
  (method === 'GET' || method === 'HEAD') &&
  !/^\/(desk|xapi)(\/|\?|$)/.test(url) &&
  !ALWAYS.test(url) &&
  !(/^\/learn\//.test(url) && headers.cookie !== undefined);
// These wait in queues of their own, without a connection to the database: to derive a password or a PIN (identity/sign-in-queues.ts), or for the provider of single sign-on.
// One may wait on each connection.
const isEntrance = ({ method, url = '' }: IncomingMessage) =>
  (method === 'POST' && /^\/(desk\/api\/(session|set-up|invitation)|learn\/[^/?]+\/enter)(\?|$)/.test(url)) ||
  /^\/desk\/single-sign-on(\/|\?|$)/.test(url);
