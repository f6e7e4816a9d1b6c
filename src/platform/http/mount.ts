import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { noteRefusedCommand } from '../access-record.ts';
import { runCommand } from '../command.ts';
import { asHolder } from '../documents/document-queue.ts';
import { findCachedClaims } from '../identity/claims-cache.ts';
import { parseInput } from '../input.ts';
import type { Platform } from '../platform.ts';
import { defineQuery, runQuery } from '../query.ts';
import { markAsFile } from './admission/body-limits.ts';
import { disconnectSignal } from './admission/disconnect-signal.ts';
import { waitForPlace } from './admission/limiter.ts';
import { callerOf } from './caller.ts';
import { clearCookie, SESSION, setCookie } from './cookies.ts';
import { deviceOf } from './device.ts';
import { type EncodedResponse, encodeResponse } from './encoded-response.ts';
import { mountInterface } from './interface-route.ts';
import { sendEncoded } from './response-cache.ts';
import {
  type Caller,
  type CommandRoute,
  type FileIn,
  type FileRoute,
  HEADER_FIELDS,
  type PublicIn,
  type QueryRoute,
  type Route,
  splitInput,
  type TicketUpload,
} from './route.ts';
import type { ServerOptions } from './server-options.ts';

const FORM = 'application/x-www-form-urlencoded';
const BYTES = 'application/octet-stream';
const MULTIPART = 'multipart/form-data';
/** Largest body of a sign-in route that declares no limit: a name, a password, the answer of a passkey. */
const MAX_SIGN_IN_BYTES = 32 * 1024;
/** The caller of a stored answer, which must not depend on the caller. */
const ANONYMOUS: Caller = { token: null, key: '' };

/**
 * Binds a route to its address. This is the only place that checks the sender before a byte of the body is read. A sender without permission is refused by the
 * headers alone.
 */
export function mount(server: FastifyInstance, route: Route, options: ServerOptions): void {
  if (route.kind === 'query') mountQuery(server, route, options.platform);
  else if (route.kind === 'command') mountCommand(server, route, options);
  else if (route.kind === 'interface') openScope(server, async (scope) => mountInterface(scope, route, options));
  else mountFile(server, route, options.platform);
}

/** Registers routes in a scope of their own. It has a name, because Fastify searches all loaded modules for the name of a scope without one. */
function openScope(server: FastifyInstance, fill: (scope: FastifyInstance) => Promise<void>): void {
  server.register(Object.assign(fill, { [Symbol.for('fastify.display-name')]: 'route' }));
}

function mountFile(server: FastifyInstance, route: FileRoute, platform: Platform): void {
  const { method, url, permission } = route;
  const [sender, open] = ['party' in route && route, 'bodyType' in route && route];
  const cache = 'cache' in route ? route.cache : undefined;
  const onRequest = sender ? permissionHook(sender, platform) : open ? ticketHook(open, platform) : undefined;
  const needsKey = sender !== false || (open !== false && open.bodyType === 'json');
  // A scope of its own: only here is a body accepted that is not JSON.
  openScope(server, async (scope) => {
    if (sender)
      scope.addContentTypeParser(BYTES, (request, payload, done) => {
        markAsFile(request.raw);
        done(null, payload);
      });
    if (open && open.bodyType === 'upload')
      scope.addContentTypeParser(MULTIPART, (request, payload, done) => {
        markAsFile(request.raw);
        done(null, payload);
      });
    if (open && open.bodyType === 'form')
      scope.addContentTypeParser(FORM, { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
        await waitForPlace(request.raw);
        return body.toString();
      });
    if (open && open.bodyType === 'bytes')
      scope.addContentTypeParser(BYTES, { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
        await waitForPlace(request.raw);
        return body;
      });
    scope.route({
      method,
      url,
      ...(open && (open.bodyType === 'upload' ? { config: { hasCredential: true } } : { bodyLimit: open.maxBytes })),
      ...(onRequest && { onRequest }),
      ...(cache && server.cacheHooks(url, cache)),
      handler: (request, reply) => {
        const caller = cache ? ANONYMOUS : callerOf(request, needsKey);
        // This runs before the input is checked, so that an anonymous caller learns nothing about the input.
        if (caller.token === null && permission !== 'public') throw new AppError('platform/signed-out');
        const query = () => ('query' in route && route.query ? parseInput(route.query, request.query) : {});
        return asHolder(permission === 'public' ? null : caller.token, () => route.handle(platform, caller, request, reply, query));
      },
    });
  });
}

/** Checks whether the caller may send a file. */
function permissionHook({ admission }: FileIn, platform: Platform) {
  return async (request: FastifyRequest): Promise<void> => {
    await runQuery(platform, admission, { token: callerOf(request, true).token, input: request.params });
  };
}

/** Checks what an anonymous body must be sent with. A hook that has answered returns its reply, which ends the route. */
function ticketHook({ bodyType, checkTicket }: PublicIn | TicketUpload, platform: Platform) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    if (bodyType === 'json') callerOf(request, true);
    return await checkTicket?.(platform, request, reply);
  };
}

const hasSession = defineQuery({
  name: 'platform/has-session',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: z.object({}),
  run: async () => ({}),
});

/** Refuses a caller without a session. A session that this process knows is not checked here: the database checks it with the command itself. */
async function requireSession(platform: Platform, token: string | null): Promise<void> {
  if (token === null) throw new AppError('platform/signed-out');
  if (findCachedClaims(token) === undefined) await runQuery(platform, hasSession, { token, input: {} });
}

function mountQuery(server: FastifyInstance, { url, query, cache, isShared }: QueryRoute, platform: Platform): void {
  const { fields } = splitInput(url, query.input);
  const sendShared = isShared && sharedSender();
  server.route({
    method: 'GET',
    url,
    ...(cache && server.cacheHooks(url, cache)),
    handler: async (request, reply) => {
      const caller = cache ? ANONYMOUS : callerOf(request, false);
      const input = { ...(request.query as object), ...(request.params as object), ...attemptFields(caller, fields) };
      const answer = query.answer.parse(await runQuery(platform, query, { token: caller.token, input }));
      return sendShared ? sendShared(request, reply, answer) : withVersion(reply, answer).send(answer);
    },
  });
}

/** Sends the answer of a route whose readers all get the same one. It is compressed once until it changes. Signing out asks the browser to clear it; a session that expires does not. */
function sharedSender() {
  let last: { text: string; encoded: EncodedResponse } | undefined;
  return (request: FastifyRequest, reply: FastifyReply, answer: unknown): Promise<FastifyReply> => {
    const text = JSON.stringify(answer);
    if (last?.text !== text) last = { text, encoded: encodeResponse(text, 10) };
    reply.header('cache-control', 'private, no-cache').type('application/json; charset=utf-8');
    return sendEncoded(request, reply, last.encoded);
  };
}

function mountCommand(server: FastifyInstance, route: CommandRoute, options: ServerOptions): void {
  const { url, command } = route;
  const { platform } = options;
  const { fields } = splitInput(url, command.input);
  server.route({
    method: route.method,
    url,
    ...(command.signInStep && { bodyLimit: route.maxBytes ?? MAX_SIGN_IN_BYTES }),
    // This runs before any other check, so that an anonymous caller learns nothing about the route's input.
    onRequest: async (request) => {
      const { token } = callerOf(request, true);
      if (!command.signInStep) await requireSession(platform, token);
    },
    handler: async (request, reply) => {
      const caller = callerOf(request, true);
      const sessionToken = route.session === 'opens' ? randomBytes(32).toString('base64url') : undefined;
      const body = request.body ?? {};
      if (typeof body !== 'object' || Array.isArray(body)) throw new AppError('platform/malformed', { at: 0 });
      const headerFields = Object.keys(body).filter((key) => url.includes(`:${key}`) || HEADER_FIELDS.some((field) => field === key));
      if (headerFields.length > 0)
        throw new AppError('platform/invalid-input', {
          fields: headerFields.map((path) => ({
            path,
            code: 'unrecognized_keys',
            message: 'This field comes from the address or a header.',
          })),
        });
      const version = fields.includes('version') ? { version: versionOf(request) } : {};
      const serverFields = {
        ...attemptFields(caller, fields),
        ...(fields.includes('device') && { device: deviceOf(request.headers['user-agent']) }),
      };
      const input = { ...body, ...(request.params as object), ...version, ...serverFields, ...(sessionToken && { sessionToken }) };
      const answer = await runCommand(platform, command, {
        ...caller,
        input,
        ...(command.signInStep && { signal: disconnectSignal(reply) }),
      }).catch((error: unknown) => {
        noteRefusedCommand(platform, caller.token, input, error);
        throw error;
      });
      if (sessionToken) setCookie(reply, SESSION, sessionToken);
      // Not "cookies": a browser clears the cookies of the whole domain, including those of neighbouring hosts.
      if (route.session === 'ends') clearCookie(reply, SESSION).header('clear-site-data', '"cache", "storage"');
      return withVersion(reply, answer).send(answer);
    },
  });
}

// During a sign-in the session cookie holds the token of the pending sign-in. That token opens only the next step.
function attemptFields({ token }: Caller, fields: readonly string[]): { attemptToken?: string } {
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
