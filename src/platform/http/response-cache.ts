import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '#kernel/clock.ts';
import { dayOf } from '#kernel/dates.ts';
import { publicVersion, refreshPublicVersion } from '../db/public-version.ts';
import type { Platform } from '../platform.ts';
import { onHead } from './admission/on-head.ts';
import { type EncodedResponse, encodeResponse, type ResponseToSend } from './encoded-response.ts';

/** The parts of the query string an answer depends on; null: this answer is not stored. */
export type QueryParts = (query: URLSearchParams) => Readonly<Record<string, string>> | null;

/** How answers are stored. `isStatic`: they change only with the program. `isSmallest`: compressed like the plain pages, for the poorest line. */
export type CachePolicy = { keyParts: QueryParts; isStatic?: true; isSmallest?: true };

/** An interface that refuses unknown parameters: only the plain address is stored. */
export const plainAddressOnly: QueryParts = (query) => (query.size === 0 ? {} : null);
/** A file that ignores the query string. */
export const ignoreQuery: QueryParts = () => ({});

/** What the cache needs to know: the version of the public pages' content, if known (`current`) or requested, and the time. */
export type CacheContext = { current: () => string | undefined; refresh: () => Promise<string | undefined>; clock: Clock };

/** The version and the time of an installation. */
export function cacheContextOf({ pool, clock }: Pick<Platform, 'pool' | 'clock'>): CacheContext {
  return { current: () => publicVersion(pool), refresh: () => refreshPublicVersion(pool), clock };
}

type CachedResponse = { answer: EncodedResponse; headers: Record<string, string>; version: string; day: string; until: number };
type CachedAddress = CachePolicy & { url: string; pattern: RegExp | null };
type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Answers beyond the plain pages share this space, because anonymous clients can invent any number of addresses. The longest life limits staleness that no
 * version shows, such as a database whose clock is on another day. `maxPerTurn`: answers sent in one turn of the event loop. `maxWaiting`: requests that may wait for
 * their turn or for a page, as many as there are connections; one connection can send any number ahead (pipelining).
 */
export const CACHE_LIMITS = { maxEntries: 200, maxBytes: 4 * 1024 * 1024, maxAgeMs: 15 * 60_000, maxPerTurn: 2, maxWaiting: 2_000 };
const STATIC_VERSION = 'static';
const PLAYER = /^\/learn(\/|$)/;

/**
 * Stores answers that are the same for every caller while their content is current: the same version, the same day (UTC). The caller is ignored, so an answer
 * that depends on the caller must not be stored. Only the first reader waits for the answer to be made; requests for the same answer wait for that one.
 */
export class ResponseCache {
  readonly #context: CacheContext;
  readonly #standard: Readonly<Record<string, string>>;
  readonly #addresses = new Map<string, CachedAddress>();
  readonly #patterns: CachedAddress[] = [];
  readonly #plain = new Map<string, CachedResponse>();
  readonly #others = new Map<string, CachedResponse>();
  readonly #inProgress = new Map<string, Promise<void>>();
  readonly #started = new WeakMap<FastifyRequest, { key: string; version: string; day: string }>();
  readonly #turns = new Map<ServerResponse, () => void>();
  #isTurning = false;
  #bytes = 0;
  #waitingCount = 0;

  constructor(context: CacheContext, standard: Readonly<Record<string, string>>) {
    this.#context = context;
    this.#standard = standard;
  }

  /** The hooks of a route whose answers are stored. */
  hooksOf(url: string, policy: CachePolicy) {
    const pattern = /[:*]/.test(url)
      ? new RegExp(`^${url.replaceAll(/[.]/g, '\\.').replaceAll(/:\w+/g, '[^/]+').replaceAll('*', '.+')}$`)
      : null;
    const address: CachedAddress = { ...policy, url, pattern };
    if (pattern) this.#patterns.push(address);
    else this.#addresses.set(url, address);
    return {
      onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
        const key = cacheKeyOf(address, request.url);
        if (key === null) return;
        let version = this.#versionOf(address);
        let found = this.#find(key, version);
        if (found === undefined && version === undefined) {
          version = await this.#context.refresh();
          found = this.#find(key, version);
        }
        if (found) return sendEncoded(request, reply.headers(found.headers), found.answer);
        if (version !== undefined) this.#started.set(request, { key, version, day: this.#today() });
      },
      onSend: async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
        if (reply.statusCode !== 200 || reply.hasHeader('etag') || !(typeof payload === 'string' || Buffer.isBuffer(payload)))
          return payload;
        const started = this.#started.get(request);
        const isPlain = pattern === null && started?.key === url;
        const answer = encodeResponse(payload, isPlain || policy.isSmallest ? 10 : 4);
        // The client that cached the answer asks whether it is still current.
        if (reply.getHeader('cache-control') === this.#standard['cache-control']) reply.header('cache-control', 'no-cache');
        if (started) this.#store(isPlain, started, this.#ownHeaders(reply), answer);
        const response = await answer.sendTo(request.headers);
        reply.code(response.status).headers(response.headers).removeHeader('content-length');
        return toFastifyBody(response, request);
      },
    };
  }

  /**
   * Lets a request pass (`direct`) where its answer is stored, so that it occupies no place. Where it must be made, one request for it takes a place (`queue`).
   */
  admit(request: IncomingMessage, response: ServerResponse, direct: RequestHandler, queue: RequestHandler): void {
    const { path } = splitUrl(request.url ?? '');
    const reads = request.method === 'GET' || request.method === 'HEAD';
    const address = reads ? (this.#addresses.get(path) ?? this.#patterns.find(({ pattern }) => pattern!.test(path))) : undefined;
    const key = address && cacheKeyOf(address, request.url!);
    // All other public pages are stored (a test checks this). The rest are unknown addresses, which get a page made once.
    if (this.#turns.size + this.#waitingCount >= CACHE_LIMITS.maxWaiting) queue(request, response);
    else if (reads && !address && !PLAYER.test(path)) this.#inTurn(response, () => direct(request, response));
    else if (!address || !key) queue(request, response);
    else
      this.#inTurn(response, () =>
        this.#sendOrQueue(
          address,
          key,
          response,
          () => direct(request, response),
          () => queue(request, response),
        ),
      );
  }

  #sendOrQueue(address: CachedAddress, key: string, response: ServerResponse, direct: () => void, queue: () => void): void {
    if (this.#find(key, this.#versionOf(address))) direct();
    else {
      this.#waitingCount += 1;
      void this.#waitForResponse(address, key, response).then((ready) => {
        this.#waitingCount -= 1;
        if (ready) this.#inTurn(response, direct);
        else if (!response.destroyed) queue();
      });
    }
  }

  /** Sends a few answers in each turn of the event loop, so that signed-in people are served in between. A disconnected client delays no other. */
  #inTurn(response: ServerResponse, sendResponse: () => void): void {
    if (response.destroyed) return;
    this.#turns.set(response, sendResponse);
    response.once('close', () => this.#turns.delete(response));
    if (!this.#isTurning) setImmediate(() => this.#turn());
    this.#isTurning = true;
  }

  #turn(): void {
    let remaining = CACHE_LIMITS.maxPerTurn;
    for (const [response, sendResponse] of this.#turns) {
      if (remaining-- === 0) break;
      this.#turns.delete(response);
      sendResponse();
    }
    this.#isTurning = this.#turns.size > 0;
    if (this.#isTurning) setImmediate(() => this.#turn());
  }

  async #waitForResponse(address: CachedAddress, key: string, response: ServerResponse): Promise<boolean> {
    const version = address.isStatic ? STATIC_VERSION : await this.#context.refresh();
    if (this.#find(key, version)) return true;
    const inProgress = this.#inProgress.get(key);
    if (inProgress) {
      await inProgress;
      return this.#find(key, version) !== undefined;
    }
    if (response.destroyed) return false;
    // Until it is answered, not until it is read: a slow reader does not delay the others.
    const over = new Promise<void>((resolve) => {
      onHead(response, resolve);
      response.once('close', resolve);
    }).then(() => void this.#inProgress.delete(key));
    this.#inProgress.set(key, over);
    return false;
  }

  #versionOf({ isStatic }: CachedAddress): string | undefined {
    return isStatic ? STATIC_VERSION : this.#context.current();
  }

  #today(): string {
    return dayOf(this.#context.clock());
  }

  #find(key: string, version: string | undefined): CachedResponse | undefined {
    const found = this.#plain.get(key) ?? this.#others.get(key);
    if (found === undefined || found.version !== version) return undefined;
    return version === STATIC_VERSION || (found.day === this.#today() && performance.now() < found.until) ? found : undefined;
  }

  #ownHeaders(reply: FastifyReply): Record<string, string> {
    const all = Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)] as const);
    // Length and connection headers belong to one response.
    return Object.fromEntries(all.filter(([name, value]) => value !== this.#standard[name] && !/^(content-length|connection)$/.test(name)));
  }

  #store(
    isPlain: boolean,
    { key, ...made }: { key: string; version: string; day: string },
    headers: Record<string, string>,
    answer: EncodedResponse,
  ) {
    const cached = { ...made, headers, answer, until: performance.now() + CACHE_LIMITS.maxAgeMs };
    if (isPlain) return void this.#plain.set(key, cached);
    this.#drop(key);
    this.#others.set(key, cached);
    this.#bytes += answer.size;
    // The oldest are removed first.
    for (const old of this.#others.keys()) {
      if (this.#others.size <= CACHE_LIMITS.maxEntries && this.#bytes <= CACHE_LIMITS.maxBytes) break;
      this.#drop(old);
    }
  }

  #drop(key: string): void {
    this.#bytes -= this.#others.get(key)?.answer.size ?? 0;
    this.#others.delete(key);
  }
}

/** The path of an address and its query. Code that makes a stored answer reads the query through this, so that the key matches the content. */
export function splitUrl(url: string): { path: string; query: URLSearchParams } {
  const at = url.indexOf('?');
  return at < 0 ? { path: url, query: new URLSearchParams() } : { path: url.slice(0, at), query: new URLSearchParams(url.slice(at + 1)) };
}

/** Sends a finished answer. */
export async function sendEncoded(request: FastifyRequest, reply: FastifyReply, answer: EncodedResponse): Promise<FastifyReply> {
  const made = answer.sendTo(request.headers);
  const response = made instanceof Promise ? await made : made;
  return reply.code(response.status).headers(response.headers).send(toFastifyBody(response, request));
}

/** The body to hand to Fastify. Its own HEAD routes fail on a missing body and take an empty stream, for which they announce no length. */
function toFastifyBody({ body }: ResponseToSend, { method }: FastifyRequest): Buffer | Readable | null {
  return body ?? (method === 'HEAD' ? Readable.from([]) : null);
}

/** The key of a stored answer: its address and the parts of the query it depends on. Null where the answer is not stored. */
function cacheKeyOf({ url, pattern, keyParts }: CachedAddress, request: string): string | null {
  const { path, query } = splitUrl(request);
  // A path in another spelling is made each time: no client has a reason to use one.
  if (pattern && path.includes('%')) return null;
  const parts = keyParts(query);
  if (parts === null) return null;
  const names = Object.keys(parts).sort();
  if (names.length === 0) return pattern ? path : url;
  return `${pattern ? path : url}?${new URLSearchParams(names.map((name): [string, string] => [name, parts[name]!]))}`;
}
