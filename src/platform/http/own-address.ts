import type { FastifyRequest } from 'fastify';
import { AppError } from '#kernel/errors.ts';
import type { ServerOptions } from './server-options.ts';

// A health probe uses an IP address, and its answer depends on no host name.
const PROBES = ['/healthz', '/readyz'];

/** Whether this host of an address (`localhost`, `127.0.0.1`, `[::1]`), without a port, is this machine alone. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(hostname);
}

/**
 * Whether a Host header names one of our addresses. Where a configured address is this machine itself, its other local names count too, with the same port or
 * the port we listen on. Pure.
 */
export function isOwnHost(host: string, origins: readonly string[], listensOn?: number): boolean {
  // Only a name or number and a port: the code below builds a URL from it.
  if (!/^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(host)) return false;
  return origins.some((origin) => {
    const own = new URL(origin);
    const requested = URL.parse(`${own.protocol}//${host}`);
    if (requested === null) return false;
    if (requested.host === own.host) return true;
    const samePort = requested.port === own.port || (requested.port || '80') === String(listensOn);
    return isLoopback(own.hostname) && isLoopback(requested.hostname) && samePort;
  });
}

/**
 * An unknown host name may belong to an attacker who pointed it at this server, and whose page would then read our answers (DNS rebinding). The forwarded host
 * counts where a trusted proxy sends it. Throws platform/wrong-address.
 */
export function refuseForeignHost(request: FastifyRequest, { origins, onion }: Pick<ServerOptions, 'origins' | 'onion'>): void {
  if (PROBES.includes(request.routeOptions.url ?? '')) return;
  if (onion?.host === request.host && onion.serves(request.url.split('?')[0]!)) return;
  if (!isOwnHost(request.host, origins, request.socket.localPort)) throw new AppError('platform/wrong-address');
}

/** A page of another site must not make the reader's browser write here, whatever cookies it sends. Throws platform/foreign-origin. */
export function refuseForeignOrigin(request: FastifyRequest, { origins, onion }: Pick<ServerOptions, 'origins' | 'onion'>): void {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (site === 'cross-site') throw new AppError('platform/foreign-origin');
  // A page of another site cannot omit the origin and still send the client key: the browser asks for permission (preflight) before it sends that header.
  if (origin === undefined || origins.includes(origin)) return;
  if (onion?.host === request.host && origin === `http://${onion.host}`) return;
  // This machine has several names: a page loaded under one name writes under the same name. The host check has already confirmed that the name is ours.
  const read = URL.parse(`${request.protocol}://${request.host}`);
  if (read === null || !isLoopback(read.hostname) || URL.parse(origin)?.origin !== read.origin)
    throw new AppError('platform/foreign-origin');
}
