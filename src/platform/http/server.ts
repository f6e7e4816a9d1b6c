import { randomBytes } from 'node:crypto';
import fastifyCookie from '@fastify/cookie';
import fastifySwagger from '@fastify/swagger';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { isId } from '#kernel/ids.ts';
import { noteRefusedAct } from '../access-record.ts';
import { runCommand } from '../command.ts';
import type { Platform } from '../platform.ts';
import { runQuery } from '../query.ts';
import { answerBroken, BOUNDS, type BoundsOptions, createBoundedServer } from './bounds.ts';
import { deviceOf } from './device.ts';
import { type FaultPage, faultAnswers } from './fault-answer.ts';
import { refuseForeignOrigin } from './foreign-origin.ts';
import { standardHeaders } from './headers.ts';
import { mountInterface } from './interface-route.ts';
import { parseJson } from './json.ts';
import { AnswerKeep, type Keeping, worldOf } from './kept-answers.ts';
import { type Observer, observe } from './observer.ts';
import { type SayError, withProblem } from './problem.ts';
import { type Caller, type CommandRoute, HEADER_FIELDS, type QueryRoute, type Route, splitInput } from './route.ts';
import { withoutSlash } from './without-slash.ts';

/** The desk's session cookie. Its path keeps it off every public page. */
export const SESSION_COOKIE = 'manumit_desk';
const JSON_LIMIT_BYTES = 256 * 1024;
const FORM = 'application/x-www-form-urlencoded';
const FORM_LIMIT_BYTES = 2 * 1024 * 1024;
// What is kept for everybody is made for nobody in particular.
const NOBODY: Caller = { token: null, key: '' };

declare module 'fastify' {
  interface FastifyInstance {
    /** Every address the server answers, also those no room made. */
    readonly mounted: readonly { method: string; url: string }[];
    /** The hooks of a route whose answers are kept. */
    readonly keeping: (url: string, keeping: Keeping) => ReturnType<AnswerKeep['hooksOf']>;
  }
}

export type ServerOptions = {
  platform: Platform;
  routes: readonly Route[];
  sayError: SayError;
  pickLocale: (acceptLanguage: string | undefined) => string;
  /** True where the browser reaches us over TLS: the cookie is then Secure. */
  secure: boolean;
  trustedProxy: string | undefined;
  /** Origins a write may come from, besides the address it was sent to. */
  origins: readonly string[];
  observer?: Observer | undefined;
  /** Answers an address that leads nowhere with a page, or null where a problem document is right. */
  answerMissing?: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> | null;
  faultPage?: FaultPage;
};

/** Builds the HTTP server over the rooms' routes. It listens nowhere yet. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { routes } = options;
  const headers = standardHeaders(options.secure);
  const answerTo = faultAnswers(options);
  const keep = new AnswerKeep(worldOf(options.platform), headers);
  const bounds: BoundsOptions = {
    headers,
    admit: keep.admit.bind(keep),
    proxies: options.trustedProxy?.split(',') ?? [],
    onRefused: options.observer?.refused,
    refusal: (code, asked) => answerTo(new AppError(code, code === 'platform/malformed' ? { at: 0 } : {}), asked),
  };
  const server = fastify({
    logger: false,
    bodyLimit: JSON_LIMIT_BYTES,
    trustProxy: options.trustedProxy ?? false,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    serverFactory: (handle) => createBoundedServer(handle, bounds),
    clientErrorHandler: (error, socket) => answerBroken(error, socket, bounds),
    // An address that cannot be read never reaches a route, nor the handlers below.
    frameworkErrors: (error, request, reply) => void answerProblem(error, request, reply),
  });
  const mounted: { method: string; url: string }[] = [];
  server.decorate('mounted', mounted);
  server.decorate('keeping', keep.hooksOf.bind(keep));
  server.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) mounted.push({ method: one, url });
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, parseJson(body as string));
    } catch (error) {
      done(error as Error);
    }
  });
  // The runner checks every input once against the schema that also makes the docs; Fastify's own check would be a second one.
  server.setValidatorCompiler(() => () => true);
  server.setSerializerCompiler(() => (data) => JSON.stringify(data));
  await server.register(fastifyCookie);
  await server.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Manumit', version: '1', description: 'Every write needs an Idempotency-Key header (a UUID).' },
    },
    transform: (route) => withProblem(jsonSchemaTransform(route)),
  });
  const answerProblem = (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const answer = answerTo(error, request);
    if (answer.status === 503 || answer.status === 507) reply.header('retry-after', String(BOUNDS.retryAfterSeconds));
    // Whatever was meant to be sent, this is a plain document, or a page that says what to do.
    return reply
      .code(answer.status)
      .headers({ ...headers, ...answer.headers })
      .send(answer.body);
  };
  if (options.observer) observe(server, options.observer);
  server.setErrorHandler((error, request, reply) => answerProblem(error, request, reply));
  server.setNotFoundHandler((request, reply) => {
    const meant = request.method === 'GET' || request.method === 'HEAD' ? withoutSlash(request.url, mounted) : null;
    if (meant !== null) return reply.redirect(meant, 308);
    return options.answerMissing?.(request, reply) ?? answerProblem(new AppError('platform/not-found'), request, reply);
  });
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(headers);
    if (!['GET', 'HEAD', 'OPTIONS'].includes(request.method)) refuseForeignOrigin(request, options.origins);
  });
  // After the plugins are ready, so that the docs see every route.
  await server.register(async (scope) => {
    for (const route of routes) mount(scope, route, options);
  });
  return server;
}

function mount(server: FastifyInstance, route: Route, options: ServerOptions): void {
  const { platform } = options;
  if (route.kind === 'file') {
    // A scope of its own: only here is a body that is no JSON taken in, and it is handed on as a stream, unread.
    server.register(async (scope) => {
      if (route.form)
        scope.addContentTypeParser(FORM, { parseAs: 'string', bodyLimit: FORM_LIMIT_BYTES }, (_request, body, done) => done(null, body));
      else scope.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
      scope.route({
        method: route.method,
        url: route.url,
        schema: { summary: route.summary },
        ...(route.kept && server.keeping(route.url, route.kept)),
        handler: (request, reply) => {
          const caller = route.kept ? NOBODY : callerOf(request, route.method !== 'GET' && !route.form);
          // Before what was sent is looked at: a stranger learns nothing of what it should be.
          if (caller.token === null && route.permission !== 'public') throw new AppError('platform/signed-out');
          return route.handle(platform, caller, request, reply);
        },
      });
    });
    return;
  }
  if (route.kind === 'interface') {
    server.register(async (scope) => mountInterface(scope, route, options));
    return;
  }
  if (route.kind === 'query') mountQuery(server, route, platform);
  else mountCommand(server, route, options);
}

function mountQuery(server: FastifyInstance, { url, query, kept }: QueryRoute, platform: Platform): void {
  const { params, rest, fields } = splitInput(url, query.input);
  server.route({
    method: 'GET',
    url,
    schema: {
      summary: query.name,
      ...(params && { params }),
      ...(rest instanceof z.ZodObject && Object.keys(rest.shape).length > 0 && { querystring: rest }),
      response: { 200: query.answer },
    },
    ...(kept && server.keeping(url, kept)),
    handler: async (request, reply) => {
      const caller = kept ? NOBODY : callerOf(request, false);
      const input = { ...(request.query as object), ...(request.params as object), ...attemptOf(caller, fields) };
      const answer = query.answer.parse(await runQuery(platform, query, { token: caller.token, input }));
      return withVersion(reply, answer).send(answer);
    },
  });
}

function mountCommand(server: FastifyInstance, route: CommandRoute, options: ServerOptions): void {
  const { url, command } = route;
  const { params, rest, fields } = splitInput(url, command.input);
  server.route({
    method: route.method,
    url,
    schema: {
      summary: command.name,
      ...(params && { params }),
      ...(rest instanceof z.ZodObject && Object.keys(rest.shape).length > 0 && { body: rest }),
      response: { 200: command.answer },
    },
    handler: async (request, reply) => {
      const caller = callerOf(request, true);
      // Before anything else is looked at: a stranger learns nothing of what a route takes.
      if (caller.token === null && !command.entrance) throw new AppError('platform/signed-out');
      const sessionToken = route.session === 'opens' ? randomBytes(32).toString('base64url') : undefined;
      const body = request.body ?? {};
      if (typeof body !== 'object' || Array.isArray(body)) throw new AppError('platform/malformed', { at: 0 });
      const named = Object.keys(body).filter((key) => url.includes(`:${key}`) || HEADER_FIELDS.some((field) => field === key));
      if (named.length > 0)
        throw new AppError('platform/invalid-input', {
          fields: named.map((path) => ({ path, code: 'unrecognized_keys', message: 'This field comes from the address or a header.' })),
        });
      const version = fields.includes('version') ? { version: versionOf(request) } : {};
      const told = { ...attemptOf(caller, fields), ...(fields.includes('device') && { device: deviceOf(request.headers['user-agent']) }) };
      const input = { ...body, ...(request.params as object), ...version, ...told, ...(sessionToken && { sessionToken }) };
      const answer = await runCommand(options.platform, command, { ...caller, input }).catch((error: unknown) => {
        noteRefusedAct(options.platform, caller.token, input, error);
        throw error;
      });
      if (sessionToken)
        reply.setCookie(SESSION_COOKIE, sessionToken, { path: '/desk', httpOnly: true, sameSite: 'strict', secure: options.secure });
      // Not "cookies": a browser clears those of the whole domain, of neighbours on other hosts too.
      if (route.session === 'ends') reply.clearCookie(SESSION_COOKIE, { path: '/desk' }).header('clear-site-data', '"cache", "storage"');
      return withVersion(reply, answer).send(answer);
    },
  });
}

/** The caller of a request. A write without a client key is refused. */
function callerOf(request: FastifyRequest, writes: boolean): Caller {
  const token = request.cookies[SESSION_COOKIE] ?? null;
  if (!writes) return { token, key: '' };
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !isId(key)) throw new AppError('platform/key-missing');
  return { token, key };
}

// Somebody whose sign-in is under way has its token where a session's would be. It opens nothing but its own next step.
function attemptOf({ token }: Caller, fields: readonly string[]): { attemptToken?: string } {
  return fields.includes('attemptToken') ? { attemptToken: token ?? '' } : {};
}

function versionOf(request: FastifyRequest): number {
  const found = /^"(\d{1,9})"$/.exec(request.headers['if-match'] ?? '');
  if (!found) throw new AppError('platform/version-missing');
  return Number(found[1]);
}

function withVersion(reply: FastifyReply, answer: unknown): FastifyReply {
  const version = (answer as { version?: unknown } | null)?.version;
  return typeof version === 'number' ? reply.header('etag', `"${version}"`) : reply;
}
