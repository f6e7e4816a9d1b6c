import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '#kernel/clock.ts';
import { dayOf } from '#kernel/dates.ts';
import { askPublicVersion, publicVersion } from '../db/public-version.ts';
import type { Platform } from '../platform.ts';
import { onHead } from './admission/on-head.ts';
import { type MadeAnswer, makeAnswer, type Sent } from './made-answer.ts';

/** The parts of the query string an answer depends on; null: this answer is not stored. */
export type AskedOf = (query: URLSearchParams) => Readonly<Record<string, string>> | null;

/** How the answers of an address are stored. `lasting`: they change only with the program. */
export type Keeping = { asked: AskedOf; lasting?: true };

/** An interface that refuses unknown parameters: only the plain address is stored. */
export const nothingAsked: AskedOf = (query) => (query.size === 0 ? {} : null);
/** A file that ignores the query string. */
export const whateverAsked: AskedOf = () => ({});

/** What the cache needs to know: the version of the public pages' content, if known (`current`) or requested, and the time. */
export type World = { current: () => string | undefined; ask: () => Promise<string | undefined>; clock: Clock };

/** The version and the time of an installation. */
export function worldOf({ pool, clock }: Pick<Platform, 'pool' | 'clock'>): World {
  return { current: () => publicVersion(pool), ask: () => askPublicVersion(pool), clock };
}

type Kept = { answer: MadeAnswer; headers: Record<string, string>; version: string; day: string; until: number };
type Address = Keeping & { url: string; form: RegExp | null };
type Handle = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Answers beyond the plain pages share this space, because anonymous clients can invent any number of addresses. The longest life limits staleness that no
 * version shows, such as a database whose clock is on another day. `perTurn`: answers sent in one turn of the event loop. `waiting`: requests that may wait for
 * their turn or for a page, as many as there are connections; one connection can send any number ahead (pipelining).
 */
export const KEEP = { entries: 200, bytes: 4 * 1024 * 1024, longestMs: 15 * 60_000, perTurn: 2, waiting: 2_000 };
const LASTING = 'lasting';
const PLAYER = /^\/learn(\/|$)/;

/**
 * Stores answers that are the same for every caller while their content is current: the same version, the same day (UTC). The caller is ignored, so an answer
 * that depends on the caller must not be stored. Only the first reader waits for the answer to be made; requests for the same answer wait for that one.
 */
export class AnswerKeep {
  readonly #world: World;
  readonly #standard: Readonly<Record<string, string>>;
  readonly #addresses = new Map<string, Address>();
  readonly #forms: Address[] = [];
  readonly #plain = new Map<string, Kept>();
  readonly #asked = new Map<string, Kept>();
  readonly #making = new Map<string, Promise<void>>();
  readonly #begun = new WeakMap<FastifyRequest, { key: string; version: string; day: string }>();
  readonly #turns = new Map<ServerResponse, () => void>();
  #isTurning = false;
  #bytes = 0;
  #arriving = 0;

  constructor(world: World, standard: Readonly<Record<string, string>>) {
    this.#world = world;
    this.#standard = standard;
  }

  /** The hooks of a route whose answers are stored. */
  hooksOf(url: string, keeping: Keeping) {
    const form = /[:*]/.test(url)
      ? new RegExp(`^${url.replaceAll(/[.]/g, '\\.').replaceAll(/:\w+/g, '[^/]+').replaceAll('*', '.+')}$`)
      : null;
    const address: Address = { ...keeping, url, form };
    if (form) this.#forms.push(address);
    else this.#addresses.set(url, address);
    return {
      onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
        const key = keyOf(address, request.url);
        if (key === null) return;
        let version = this.#versionOf(address);
        let found = this.#find(key, version);
        if (found === undefined && version === undefined) {
          version = await this.#world.ask();
          found = this.#find(key, version);
        }
        if (found) return send(request, reply.headers(found.headers), found.answer);
        if (version !== undefined) this.#begun.set(request, { key, version, day: this.#today() });
      },
      onSend: async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
        if (reply.statusCode !== 200 || reply.hasHeader('etag') || !(typeof payload === 'string' || Buffer.isBuffer(payload)))
          return payload;
        const begun = this.#begun.get(request);
        const isPlain = form === null && begun?.key === url;
        const answer = makeAnswer(payload, isPlain ? 10 : 4);
        // The client that cached the answer asks whether it is still current.
        if (reply.getHeader('cache-control') === this.#standard['cache-control']) reply.header('cache-control', 'no-cache');
        if (begun) this.#keep(isPlain, begun, this.#ownHeaders(reply), answer);
        const sent = await answer.sendTo(request.headers);
        reply.code(sent.status).headers(sent.headers).removeHeader('content-length');
        return bodyOf(sent, request);
      },
    };
  }

  /**
   * Lets a request pass (`direct`) where its answer is stored, so that it occupies no place. Where it must be made, one request for it takes a place (`queue`).
   */
  admit(request: IncomingMessage, response: ServerResponse, direct: Handle, queue: Handle): void {
    const { path } = partsOf(request.url ?? '');
    const reads = request.method === 'GET' || request.method === 'HEAD';
    const address = reads ? (this.#addresses.get(path) ?? this.#forms.find(({ form }) => form!.test(path))) : undefined;
    const key = address && keyOf(address, request.url!);
    // All other public pages are stored (a test checks this). The rest are unknown addresses, which get a page made once.
    if (this.#turns.size + this.#arriving >= KEEP.waiting) queue(request, response);
    else if (reads && !address && !PLAYER.test(path)) this.#inTurn(response, () => direct(request, response));
    else if (!address || !key) queue(request, response);
    else
      this.#inTurn(response, () =>
        this.#pass(
          address,
          key,
          response,
          () => direct(request, response),
          () => queue(request, response),
        ),
      );
  }

  #pass(address: Address, key: string, response: ServerResponse, direct: () => void, queue: () => void): void {
    if (this.#find(key, this.#versionOf(address))) direct();
    else {
      this.#arriving += 1;
      void this.#arrive(address, key, response).then((ready) => {
        this.#arriving -= 1;
        if (ready) this.#inTurn(response, direct);
        else if (!response.destroyed) queue();
      });
    }
  }

  /** Sends a few answers in each turn of the event loop, so that signed-in people are served in between. A disconnected client delays no other. */
  #inTurn(response: ServerResponse, go: () => void): void {
    if (response.destroyed) return;
    this.#turns.set(response, go);
    response.once('close', () => this.#turns.delete(response));
    if (!this.#isTurning) setImmediate(() => this.#turn());
    this.#isTurning = true;
  }

  #turn(): void {
    let left = KEEP.perTurn;
    for (const [response, go] of this.#turns) {
      if (left-- === 0) break;
      this.#turns.delete(response);
      go();
    }
    this.#isTurning = this.#turns.size > 0;
    if (this.#isTurning) setImmediate(() => this.#turn());
  }

  async #arrive(address: Address, key: string, response: ServerResponse): Promise<boolean> {
    const version = address.lasting ? LASTING : await this.#world.ask();
    if (this.#find(key, version)) return true;
    const underWay = this.#making.get(key);
    if (underWay) {
      await underWay;
      return this.#find(key, version) !== undefined;
    }
    if (response.destroyed) return false;
    // Until it is answered, not until it is read: a slow reader does not delay the others.
    const over = new Promise<void>((resolve) => {
      onHead(response, resolve);
      response.once('close', resolve);
    }).then(() => void this.#making.delete(key));
    this.#making.set(key, over);
    return false;
  }

  #versionOf({ lasting }: Address): string | undefined {
    return lasting ? LASTING : this.#world.current();
  }

  #today(): string {
    return dayOf(this.#world.clock());
  }

  #find(key: string, version: string | undefined): Kept | undefined {
    const found = this.#plain.get(key) ?? this.#asked.get(key);
    if (found === undefined || found.version !== version) return undefined;
    return version === LASTING || (found.day === this.#today() && performance.now() < found.until) ? found : undefined;
  }

  #ownHeaders(reply: FastifyReply): Record<string, string> {
    const all = Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)] as const);
    // Length and connection headers belong to one response.
    return Object.fromEntries(all.filter(([name, value]) => value !== this.#standard[name] && !/^(content-length|connection)$/.test(name)));
  }

  #keep(
    isPlain: boolean,
    { key, ...made }: { key: string; version: string; day: string },
    headers: Record<string, string>,
    answer: MadeAnswer,
  ) {
    const kept = { ...made, headers, answer, until: performance.now() + KEEP.longestMs };
    if (isPlain) return void this.#plain.set(key, kept);
    this.#drop(key);
    this.#asked.set(key, kept);
    this.#bytes += answer.size;
    // The oldest are removed first.
    for (const old of this.#asked.keys()) {
      if (this.#asked.size <= KEEP.entries && this.#bytes <= KEEP.bytes) break;
      this.#drop(old);
    }
  }

  #drop(key: string): void {
    this.#bytes -= this.#asked.get(key)?.answer.size ?? 0;
    this.#asked.delete(key);
  }
}

/** The path of an address and its query. Code that makes a stored answer reads the query through this, so that the key matches the content. */
export function partsOf(url: string): { path: string; query: URLSearchParams } {
  const at = url.indexOf('?');
  return at < 0 ? { path: url, query: new URLSearchParams() } : { path: url.slice(0, at), query: new URLSearchParams(url.slice(at + 1)) };
}

/** Sends a finished answer. */
async function send(request: FastifyRequest, reply: FastifyReply, answer: MadeAnswer): Promise<FastifyReply> {
  const made = answer.sendTo(request.headers);
  const sent = made instanceof Promise ? await made : made;
  return reply.code(sent.status).headers(sent.headers).send(bodyOf(sent, request));
}

/** The body to hand to Fastify. Its own HEAD routes fail on a missing body and take an empty stream, for which they announce no length. */
function bodyOf({ body }: Sent, { method }: FastifyRequest): Buffer | Readable | null {
  return body ?? (method === 'HEAD' ? Readable.from([]) : null);
}

/** The key of a stored answer: its address and the parts of the query it depends on. Null where the answer is not stored. */
function keyOf({ url, form, asked }: Address, request: string): string | null {
  const { path, query } = partsOf(request);
  // A path in another spelling is made each time: no client has a reason to use one.
  if (form && path.includes('%')) return null;
  const known = asked(query);
  if (known === null) return null;
  const names = Object.keys(known).sort();
  if (names.length === 0) return form ? path : url;
  return `${form ? path : url}?${new URLSearchParams(names.map((name): [string, string] => [name, known[name]!]))}`;
}
