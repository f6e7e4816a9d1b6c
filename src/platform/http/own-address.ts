import type { FastifyRequest } from 'fastify';
import { AppError } from '#kernel/errors.ts';

// A probe comes by number, and is told nothing that depends on the name it asked for.
const PROBES = ['/healthz', '/readyz'];

/** Whether this host of an address (`localhost`, `127.0.0.1`, `[::1]`), without a port, is this machine alone. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(hostname);
}

/**
 * Whether a Host header names one of our addresses. Where the settings say that one of them is this machine itself, so do its other names, with the
 * same port or the one listened on. Pure.
 */
export function isOwnHost(host: string, origins: readonly string[], listensOn?: number): boolean {
  // Nothing but a name or number, and a port: an address is made of it below.
  if (!/^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(host)) return false;
  return origins.some((origin) => {
    const own = new URL(origin);
    const asked = URL.parse(`${own.protocol}//${host}`);
    if (asked === null) return false;
    if (asked.host === own.host) return true;
    const samePort = asked.port === own.port || (asked.port || '80') === String(listensOn);
    return isLoopback(own.hostname) && isLoopback(asked.hostname) && samePort;
  });
}

/**
 * A name that is not ours may be anybody's who had it lead here, and a page of theirs would read what we answer (DNS rebinding). The forwarded host
 * counts where a trusted proxy sends it. Throws platform/wrong-address.
 */
export function refuseForeignHost(request: FastifyRequest, origins: readonly string[]): void {
  if (PROBES.includes(request.routeOptions.url ?? '')) return;
  if (!isOwnHost(request.host, origins, request.socket.localPort)) throw new AppError('platform/wrong-address');
}

/** A page elsewhere must not make the reader's browser write here, whatever cookies it sends along. Throws platform/foreign-origin. */
export function refuseForeignOrigin(request: FastifyRequest, origins: readonly string[]): void {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (site === 'cross-site') throw new AppError('platform/foreign-origin');
  // No page elsewhere can leave the origin out and still send the client key, which asks the browser for leave first.
  if (origin === undefined || origins.includes(origin)) return;
  // This machine has several names: a page read by one of them writes by the same. That this name is ours was looked at before.
  const read = URL.parse(`${request.protocol}://${request.host}`);
  if (read === null || !isLoopback(read.hostname) || URL.parse(origin)?.origin !== read.origin)
    throw new AppError('platform/foreign-origin');
}
