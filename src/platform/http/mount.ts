import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { noteRefusedAct } from '../access-record.ts';
import { runCommand } from '../command.ts';
import type { Platform } from '../platform.ts';
import { runQuery } from '../query.ts';
import { callerOf, SESSION_COOKIE } from './caller.ts';
import { deviceOf } from './device.ts';
import { mountInterface } from './interface-route.ts';
import { type Caller, type CommandRoute, HEADER_FIELDS, type QueryRoute, type Route, splitInput } from './route.ts';
import type { ServerOptions } from './server.ts';

const FORM = 'application/x-www-form-urlencoded';
const FORM_LIMIT_BYTES = 2 * 1024 * 1024;

/** Binds a route to its address. */
export function mount(server: FastifyInstance, route: Route, options: ServerOptions): void {
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
        handler: (request, reply) => {
          const caller = callerOf(request, route.method !== 'GET' && !route.form);
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

function mountQuery(server: FastifyInstance, { url, query }: QueryRoute, platform: Platform): void {
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
    handler: async (request, reply) => {
      const caller = callerOf(request, false);
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
