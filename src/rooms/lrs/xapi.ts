import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { type Command, runCommand } from '#platform/command.ts';
import type { InterfaceRoute } from '#platform/http/route.ts';
import type { Platform } from '#platform/platform.ts';
import { type Query, runQuery } from '#platform/query.ts';
import { authenticateSystem, CREDENTIAL } from './authenticate.ts';
import type { Raw, Version } from './checks/form.rules.ts';
import { type Method, readRequest, versionOf, type XapiRequest } from './request.rules.ts';
import { consistentThrough } from './statements/consistency.ts';
import type { Owner } from './statements/statement.store.ts';
import './errors.ts';

/** One request of an authenticated source, with everything needed to answer it. */
export type Visit = XapiRequest & {
  platform: Platform;
  version: Version;
  owner: Owner;
  /** The authority of the statements this source sends. */
  authority: Raw;
  /** The requested address, for links. */
  url: string;
  run: <I extends z.ZodType, A extends z.ZodType>(command: Command<I, A>, input: z.input<I>) => Promise<z.output<A>>;
  ask: <I extends z.ZodType, A extends z.ZodType>(query: Query<I, A>, input: z.input<I>) => Promise<z.input<A>>;
};
export type Answer = { status: number; headers?: Record<string, string>; body?: string | Buffer; type?: string };
export type Handlers = Partial<Record<Method, (visit: Visit) => Promise<Answer>>>;

/** Largest request, including files. */
const MAX_BYTES = 8 * 1024 * 1024;
const MAX_OF_FORM = 32 * 1024;
// A request without a version is one of 0.9, which had no such header: the answer names that version (1.0.3, Communication 3.3).
const UNNAMED = '0.9';

/**
 * A resource of the interface, with a route for each of its methods. POST is always among them, because the alternate request syntax uses it. Answers follow
 * the specification; errors are problem documents with its status codes.
 */
export function resource(url: string, summary: string, handlers: Handlers): InterfaceRoute[] {
  const methods = new Set([...(Object.keys(handlers) as Method[]), 'POST' as const]);
  return [...methods].map(
    (method): InterfaceRoute => ({
      kind: 'interface',
      method,
      url,
      permission: 'lrs:use',
      summary,
      bodyLimit: MAX_BYTES,
      admit,
      async handle(platform, request, reply) {
        const visit = await authenticateCaller(platform, request);
        const handler = handlers[visit.method];
        if (handler === undefined) throw new AppError('platform/not-found');
        const answer = await handler(visit);
        stamp(reply, platform, visit.version);
        reply.code(answer.status).headers(answer.headers ?? {});
        if (answer.body === undefined) return reply.send();
        return reply.type(answer.type ?? 'application/json').send(answer.body);
      },
      answerFault(platform, request, reply, { status }) {
        stamp(reply, platform, versionOf(headerOf(request)) ?? (headerOf(request) === undefined ? UNNAMED : '2.0.0'));
        if (status === 401) reply.header('www-authenticate', 'Basic realm="xapi", charset="UTF-8"');
        if (status === 429) reply.header('retry-after', '60');
      },
    }),
  );
}

// The sender is authenticated before its statement is read. The alternate request syntax has its headers in the body (request.rules.ts), so a body of this
// size is read from anybody.
async function admit(platform: Platform, { method, url, headers }: FastifyRequest): Promise<void> {
  const mayBeForm = method === 'POST' && headers.authorization === undefined && /[?&]method=/.test(url);
  if (!mayBeForm) await authenticateSystem(platform, headers.authorization);
  else if (!(Number(headers['content-length']) <= MAX_OF_FORM)) throw new AppError('platform/too-large');
}

const headerOf = (request: FastifyRequest) => request.headers['x-experience-api-version'] as string | undefined;

/** The headers of every answer. */
export function stamp(reply: FastifyReply, platform: Platform, version: string): void {
  reply.headers({
    'x-experience-api-version': version,
    'x-experience-api-consistent-through': consistentThrough(platform.clock()).toISOString(),
  });
}

async function authenticateCaller(platform: Platform, request: FastifyRequest): Promise<Visit> {
  const method = (request.method === 'HEAD' ? 'GET' : request.method) as Method;
  const search = request.url.includes('?') ? request.url.slice(request.url.indexOf('?') + 1) : '';
  const headers = request.headers as XapiRequest['headers'];
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  // Only a possible form is read before the sender is authenticated, because its credential may be inside.
  const parsed = readRequest(method, search, headers, body);
  const { token, name, owner } = await authenticateSystem(platform, parsed.headers.authorization);
  const version = versionOf(parsed.headers['x-experience-api-version']);
  if (version === undefined) throw new AppError('lrs/version-unknown');
  return {
    ...parsed,
    platform,
    version,
    owner,
    authority: { objectType: 'Agent', account: { homePage: `${platform.deskUrl}/xapi`, name } },
    url: request.url,
    // xAPI has no client key: a repeated request is recognised by the ids in it.
    run: (command, input) => runCommand(platform, command, { token, key: '', input, credential: CREDENTIAL }),
    ask: (query, input) => runQuery(platform, query, { token, input, credential: CREDENTIAL }),
  };
}
