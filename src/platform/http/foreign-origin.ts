import type { FastifyRequest } from 'fastify';
import { AppError } from '#kernel/errors.ts';

/** A page elsewhere must not make the reader's browser write here, whatever cookies it sends along. */
export function refuseForeignOrigin(request: FastifyRequest, origins: readonly string[]): void {
  const { origin, host, 'sec-fetch-site': site } = request.headers;
  if (site === 'cross-site') throw new AppError('platform/foreign-origin');
  // No page elsewhere can leave the origin out and still send the client key, which asks the browser for leave first.
  if (origin === undefined) return;
  // The host as it was asked for, with its scheme: what a forwarding header claims makes no origin ours, nor does our name without TLS.
  const own = URL.canParse(origin) && new URL(origin).origin === `${request.protocol}://${host}`;
  if (!own && !origins.includes(origin)) throw new AppError('platform/foreign-origin');
}
