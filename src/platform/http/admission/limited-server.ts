import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { ADMISSION_LIMITS, type AdmissionLimits } from './admission-limits.ts';
import { hasBody, limitBody } from './body-limits.ts';
import { limitConnections } from './connections.ts';
import { createLimiter } from './limiter.ts';
import { type RefusalOptions, refusalsOf } from './refusals.ts';
import { useOriginForm } from './request-target.ts';
import { takeTurns } from './turns.ts';

export type AdmissionOptions = RefusalOptions & {
  /** Sends an anonymous request to `direct` where its answer is stored already, and to `queue` where the answer has to be made. */
  admit?: (request: IncomingMessage, response: ServerResponse, direct: RequestListener, queue: RequestListener) => void;
  /** Whether this process has verified the session of a request before. This authorises nothing: it only chooses the limiter. */
  isVerified?: (request: IncomingMessage) => boolean;
  /** Addresses or networks shared by many clients: limits for a single machine do not apply to them. */
  proxies?: readonly string[];
  limits?: AdmissionLimits;
};

// Health checks must get through, above all when the process is busy. So must files of the staff application: they cost almost nothing, and a browser shows
// nothing of a page that is half loaded and does not ask again.
const NEVER_LIMITED = /^\/(healthz|readyz)(\?|$)|^\/desk\/assets\//;

/**
 * An HTTP server that stays responsive: it works on a limited number of requests at once, lets others wait, rejects the excess before any work is done on it,
 * and disconnects clients that send too slowly. An admitted request is carried out.
 */
export function createLimitedServer(handle: RequestListener, options: AdmissionOptions): Server {
  const { limits = ADMISSION_LIMITS, isVerified = () => false } = options;
  const reject = refusalsOf(options, limits.retryAfterSeconds);
  const work: RequestListener = (request, response) => {
    limitBody(request, response, limits, options);
    handle(request, response);
  };
  const common = { limits, work, reject };
  const verified = createLimiter({ ...common, places: limits.working });
  const unverified = createLimiter({ ...common, work: takeTurns(work), places: limits.unverified, isFifo: true });
  const batches = createLimiter({ ...common, places: limits.batches });
  const anonymous = createLimiter({ ...common, work: takeTurns(work), places: limits.anonymous });
  const signIns = { desk: takeTurns(work), learn: takeTurns(work) };
  const server = createServer(
    { headersTimeout: limits.headMs, requestTimeout: limits.requestMs, connectionsCheckingInterval: 1_000 },
    (request, response) => {
      useOriginForm(request);
      // Pipelined requests (no browser sends them) take places like all others: otherwise one connection could send without end. Where one request per
      // connection may wait, one connection could otherwise occupy every waiting place.
      const isFirst = response.socket !== null;
      const hasNoBody = isFirst && !hasBody(request);
      if (isBatch(request)) batches(request, response);
      else if (isSignIn(request)) (isFirst ? signIns[request.url?.startsWith('/learn') ? 'learn' : 'desk'] : reject)(request, response);
      else if (hasNoBody && NEVER_LIMITED.test(request.url ?? '')) handle(request, response);
      else if (!isAnonymous(request)) (isVerified(request) ? verified : isFirst ? unverified : reject)(request, response);
      else if (hasNoBody && options.admit) options.admit(request, response, handle, anonymous);
      else anonymous(request, response);
    },
  );
  // A connection is not kept open forever for an answer that the client does not read.
  server.timeout = limits.requestMs;
  limitConnections(server, limits, options.proxies ?? []);
  return server;
}

const isBatch = ({ method, url = '' }: IncomingMessage) => method === 'POST' && /^\/xapi\/statements(\?|$)/.test(url);

// Public requests: pages and files outside the desk and its interface; of the player only its sign-in.
const isAnonymous = ({ method, url = '', headers }: IncomingMessage) =>
  (method === 'GET' || method === 'HEAD') &&
  !/^\/(desk|xapi)(\/|\?|$)/.test(url) &&
  !NEVER_LIMITED.test(url) &&
  !(/^\/learn\//.test(url) && headers.cookie !== undefined);
// These requests wait in queues of their own, without a database connection: to derive a password or a PIN (identity/sign-in-queues.ts), or for the provider of
// single sign-on. One may wait on each connection.
const isSignIn = ({ method, url = '' }: IncomingMessage) =>
  (method === 'POST' && /^\/(desk\/api\/(session|set-up|invitation)|learn\/[^/?]+\/enter)(\?|$)/.test(url)) ||
  /^\/desk\/single-sign-on(\/|\?|$)/.test(url);
