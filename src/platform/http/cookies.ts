import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** True where browsers reach us over TLS. */
    overTls: boolean;
  }
}

/** A cookie that authenticates: its name without TLS, and the only addresses at which it is read. */
export type OwnCookie = {
  readonly name: string;
  readonly path: string;
  readonly sameSite: 'strict' | 'lax';
  readonly maxAge?: number;
};

/** The session of the desk, or a pending sign-in. */
export const SESSION: OwnCookie = { name: 'manumit_desk', path: '/desk', sameSite: 'strict' };

// Over TLS the name begins with `__Host-`: a browser accepts such a cookie from this exact host only, so a neighbouring host cannot plant its own session. The
// prefix requires that the cookie is sent to every address of the host; `readCookie` limits it to its own addresses.
/** The name of a cookie, with and without TLS. */
export const nameOfCookie = ({ name }: OwnCookie, overTls: boolean) => (overTls ? `__Host-${name}` : name);

/** The cookie's value, or undefined where the request has none or its address is not one of the cookie's own. */
export function readCookie(request: FastifyRequest, cookie: OwnCookie): string | undefined {
  const at = request.routeOptions.url ?? '';
  if (at !== cookie.path && !at.startsWith(`${cookie.path}/`)) return undefined;
  return request.cookies[nameOfCookie(cookie, request.server.overTls)];
}

/** The value of a cookie in a request that is not routed yet. It authorises nothing: `readCookie` also checks the path. */
export function findCookie({ headers }: IncomingMessage, cookie: OwnCookie, overTls: boolean): string | undefined {
  return headers.cookie === undefined ? undefined : valueIn(headers.cookie, nameOfCookie(cookie, overTls));
}

/** Gives the browser the cookie. */
export function setCookie(reply: FastifyReply, cookie: OwnCookie, value: string): void {
  reply.setCookie(nameOfCookie(cookie, reply.server.overTls), value, {
    ...attributesOf(reply, cookie),
    ...(cookie.maxAge && { maxAge: cookie.maxAge }),
  });
}

/** Deletes the cookie in the browser. */
export function clearCookie(reply: FastifyReply, cookie: OwnCookie): FastifyReply {
  return reply.clearCookie(nameOfCookie(cookie, reply.server.overTls), attributesOf(reply, cookie));
}

function attributesOf({ server: { overTls } }: FastifyReply, { path, sameSite }: OwnCookie) {
  return { path: overTls ? '/' : path, httpOnly: true, sameSite, secure: overTls };
}

// Before routing, only one cookie is looked for in a request: the others are not parsed.
function valueIn(header: string, name: string): string | undefined {
  for (let at = header.indexOf(`${name}=`); at >= 0; at = header.indexOf(`${name}=`, at + 1)) {
    if (at > 0 && header[at - 1] !== ' ' && header[at - 1] !== ';') continue;
    const end = header.indexOf(';', at);
    return header.slice(at + name.length + 1, end < 0 ? undefined : end).trim();
  }
  return undefined;
}
