import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '#kernel/clock.ts';
import { dayOf } from '#kernel/dates.ts';
import { askPublicVersion, publicVersion } from '../db/public-version.ts';
import type { Platform } from '../platform.ts';
import { onHead } from './admission/on-head.ts';
import { type MadeAnswer, makeAnswer, type Sent } from './made-answer.ts';

/** What of the query string an answer depends on; null: this one is not kept. */
export type AskedOf = (query: URLSearchParams) => Readonly<Record<string, string>> | null;

/** How the answers of an address are kept. `lasting`: they change with the program alone. */
export type Keeping = { asked: AskedOf; lasting?: true };

/** An interface that refuses what it does not know: only the plain address is kept. */
export const nothingAsked: AskedOf = (query) => (query.size === 0 ? {} : null);
/** A file that looks at no query. */
export const whateverAsked: AskedOf = () => ({});

/** What a keep asks about the world: the version of what public pages show, as far as it is known (`current`) or asked for, and the time. */
export type World = { current: () => string | undefined; ask: () => Promise<string | undefined>; clock: Clock };

/** The world of an installation. */
export function worldOf({ pool, clock }: Pick<Platform, 'pool' | 'clock'>): World {
  return { current: () => publicVersion(pool), ask: () => askPublicVersion(pool), clock };
}

type Kept = { answer: MadeAnswer; headers: Record<string, string>; version: string; day: string; until: number };
type Address = Keeping & { url: string; form: RegExp | null };
type Handle = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Whatever an address or a query asks for beyond the plain pages shares this room: strangers can invent as many as they like. The longest life bounds what
 * no version tells, as a database whose clock is in another day. `perTurn`: so many are sent at one turn of the event loop; `waiting`: so many requests may
 * wait for their turn or for a page that is made, as many as there are connections. One connection can send any number of requests ahead (pipelining).
 */
export const KEEP = { entries: 200, bytes: 4 * 1024 * 1024, longestMs: 15 * 60_000, perTurn: 2, waiting: 2_000 };
const LASTING = 'lasting';
const PLAYER = /^\/learn(\/|$)/;

/**
 * Keeps answers that are the same for everybody, for as long as what they show stands: the same version, the same day (UTC). Who asks is not looked at, so
 * nothing may be kept that depends on it. A reader pays for making an answer only where nobody made it; who asks for the same meanwhile waits for it.
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

  /** The hooks of a route whose answers are kept. */
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
        // Whoever kept it asks whether it still stands.
        if (reply.getHeader('cache-control') === this.#standard['cache-control']) reply.header('cache-control', 'no-cache');
        if (begun) this.#keep(isPlain, begun, this.#ownHeaders(reply), answer);
        const sent = await answer.sendTo(request.headers);
        reply.code(sent.status).headers(sent.headers).removeHeader('content-length');
        return bodyOf(sent, request);
      },
    };
  }

  /**
   * Lets a request pass (`direct`) where its answer is there, so that it costs next to nothing and takes nobody's place; where it has to be made, by one of those
   * who ask for it, which takes a place (`queue`).
   */
  admit(request: IncomingMessage, response: ServerResponse, direct: Handle, queue: Handle): void {
    const { path } = partsOf(request.url ?? '');
    const reads = request.method === 'GET' || request.method === 'HEAD';
    const address = reads ? (this.#addresses.get(path) ?? this.#forms.find(({ form }) => form!.test(path))) : undefined;
    const key = address && keyOf(address, request.url!);
    // All other public pages are kept (a test says so): what is left leads nowhere, and is told so by a page made once.
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

  /** A few at each turn of the event loop: in between, those who are signed in are heard. Who leaves stands in nobody's way. */
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
    // Until it is answered, not until it is read: a slow reader holds nobody else up.
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
    // Length and connection are those of one response.
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
    // The oldest go first.
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

/** The path of an address and its query. Whoever makes an answer that is kept reads the query by this, so that it is kept by what it was made of. */
export function partsOf(url: string): { path: string; query: URLSearchParams } {
  const at = url.indexOf('?');
  return at < 0 ? { path: url, query: new URLSearchParams() } : { path: url.slice(0, at), query: new URLSearchParams(url.slice(at + 1)) };
}

/** Sends an answer that is made. */
async function send(request: FastifyRequest, reply: FastifyReply, answer: MadeAnswer): Promise<FastifyReply> {
  const made = answer.sendTo(request.headers);
  const sent = made instanceof Promise ? await made : made;
  return reply.code(sent.status).headers(sent.headers).send(bodyOf(sent, request));
}

/** The body to hand to Fastify. Its own HEAD routes fail on a missing body and take an empty stream, for which they announce no length. */
function bodyOf({ body }: Sent, { method }: FastifyRequest): Buffer | Readable | null {
  return body ?? (method === 'HEAD' ? Readable.from([]) : null);
}

/** What an answer is kept by: its address, and what it depends on of the query. Null where it is not kept. */
function keyOf({ url, form, asked }: Address, request: string): string | null {
  const { path, query } = partsOf(request);
  // Spelled in another way it is made each time: nobody has a reason to.
  if (form && path.includes('%')) return null;
  const known = asked(query);
  if (known === null) return null;
  const names = Object.keys(known).sort();
  if (names.length === 0) return form ? path : url;
  return `${form ? path : url}?${new URLSearchParams(names.map((name): [string, string] => [name, known[name]!]))}`;
}
