import type { IncomingMessage } from 'node:http';
import fastifyCookie from '@fastify/cookie';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { AppError } from '#kernel/errors.ts';
import { findCachedClaims } from '../identity/claims-cache.ts';
import { ADMISSION_LIMITS } from './admission/admission-limits.ts';
import { leavesMuchUnread, limitAnonymousBodies } from './admission/body-limits.ts';
import { type AdmissionOptions, createLimitedServer } from './admission/limited-server.ts';
import { waitForBody, waitForPlace } from './admission/limiter.ts';
import { answerClientError } from './admission/refusals.ts';
import { limitUnread } from './admission/unread-answers.ts';
import { findCookie, SESSION } from './cookies.ts';
import { faultAnswers } from './fault-answer.ts';
import { standardHeaders } from './headers.ts';
import { parseJson } from './json.ts';
import { mount } from './mount.ts';
import { refuseForeignHost, refuseForeignOrigin } from './own-address.ts';
import { recordRequests } from './request-metrics.ts';
import { type CachePolicy, cacheContextOf, ResponseCache } from './response-cache.ts';
import type { ServerOptions } from './server-options.ts';
import { withoutSlash } from './without-slash.ts';

/** The name of the desk's session cookie where there is no TLS. */
export const SESSION_COOKIE = SESSION.name;

const JSON_LIMIT_BYTES = 256 * 1024;

declare module 'fastify' {
  interface FastifyInstance {
    /** Every address the server answers, including those that no room declares. */
    readonly mounted: readonly { method: string; url: string }[];
    /** The hooks of a route whose answers are cached. */
    readonly cacheHooks: (url: string, policy: CachePolicy) => ReturnType<ResponseCache['hooksOf']>;
  }
  interface FastifyContextConfig {
    /** The sender of a large body was checked for a credential other than a session before the body was read. */
    hasCredential?: true;
  }
}

// Zod checks every input (route.ts). Without these two, Fastify would load its own schema compilers, which nothing uses.
const noJsonSchema = (): never => {
  throw new Error('A route declares a JSON schema. Declare its input with zod.');
};

/** Builds the HTTP server over the rooms' routes. It does not listen yet. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { routes } = options;
  const headers = standardHeaders(options.secure);
  const answerFor = faultAnswers(options);
  const responseCache = new ResponseCache(cacheContextOf(options.platform), headers);
  const isVerified = (request: IncomingMessage) => findCachedClaims(findCookie(request, SESSION, options.secure) ?? null) !== undefined;
  const limits: AdmissionOptions = {
    headers,
    admit: responseCache.admit.bind(responseCache),
    isVerified,
    proxies: options.trustedProxy?.split(',') ?? [],
    ...(options.limits && { limits: options.limits }),
    onRefused: options.requestMetrics?.refused,
    refusal: (code, request) => answerFor(new AppError(code, code === 'platform/malformed' ? { at: 0 } : {}), request),
  };
  const server = fastify({
    logger: false,
    bodyLimit: JSON_LIMIT_BYTES,
    trustProxy: options.trustedProxy ?? false,
    routerOptions: { maxParamLength: 200 },
    schemaController: { compilersFactory: { buildValidator: noJsonSchema, buildSerializer: noJsonSchema } },
    // A start on a busy machine may take longer than Fastify's ten seconds.
    pluginTimeout: 0,
    forceCloseConnections: 'idle',
    serverFactory: (handle) => createLimitedServer(handle, limits),
    clientErrorHandler: (error, socket) => answerClientError(error, socket, limits),
    // A URL that cannot be decoded never reaches a route or the handlers below.
    frameworkErrors: (error, request, reply) => void answerProblem(error, request, reply),
  });
  const mounted: { method: string; url: string }[] = [];
  server.decorate('mounted', mounted);
  server.decorate('overTls', options.secure);
  server.decorate('cacheHooks', responseCache.hooksOf.bind(responseCache));
  server.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) mounted.push({ method: one, url });
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    // The body is collected outside the heap, and parsed when the request has a place: anonymous clients may send sign-in requests, and many at once must not
    // fill the heap.
    await waitForPlace(request.raw);
    return parseJson(body.toString());
  });
  await server.register(fastifyCookie);
  const answerProblem = (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const answer = answerFor(error, request);
    if (answer.status === 503 || answer.status === 507) reply.header('retry-after', String(ADMISSION_LIMITS.retryAfterSeconds));
    // Whatever the route meant to send, the answer is a plain document, or a page that says what to do.
    return reply
      .code(answer.status)
      .headers({ ...headers, ...answer.headers })
      .send(answer.body);
  };
  if (options.requestMetrics) recordRequests(server, options.requestMetrics);
  server.setErrorHandler((error, request, reply) => answerProblem(error, request, reply));
  const answerNotFound = (request: FastifyRequest, reply: FastifyReply) => {
    const redirectUrl = request.method === 'GET' || request.method === 'HEAD' ? withoutSlash(request.url, mounted) : null;
    if (redirectUrl !== null) return reply.redirect(redirectUrl, 308);
    return options.answerMissing?.(request, reply) ?? answerProblem(new AppError('platform/not-found'), request, reply);
  };
  server.setNotFoundHandler(answerNotFound);
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(headers);
    refuseForeignHost(request, options);
    if (!['GET', 'HEAD', 'OPTIONS'].includes(request.method)) refuseForeignOrigin(request, options);
    // The body of a request to an unknown address is not read.
    if (request.is404) return answerNotFound(request, reply);
  });
  const limitAnonymous = limitAnonymousBodies(options.limits ?? ADMISSION_LIMITS);
  // This runs for every request. A callback costs less than a promise.
  server.addHook('preParsing', ({ raw, routeOptions }, reply, _payload, done) => {
    const { config, bodyLimit = JSON_LIMIT_BYTES } = routeOptions;
    try {
      limitAnonymous(raw, reply.raw, bodyLimit, () => !config.hasCredential && !isVerified(raw));
    } catch (error) {
      return done(error as Error);
    }
    waitForBody(raw);
    done();
  });
  server.addHook('onSend', (request, reply, _payload, done) => {
    if (leavesMuchUnread(request.raw)) reply.header('connection', 'close');
    done();
  });
  limitUnread(server);
  await server.register(async (scope) => {
    for (const route of routes) mount(scope, route, options);
  });
  return server;
}
