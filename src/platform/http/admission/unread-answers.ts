import { finished } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '#kernel/errors.ts';
import { findCachedClaims } from '../../identity/claims-cache.ts';
import { readCookie, SESSION } from '../cookies.ts';
import '../../errors.ts';

const MEBIBYTE = 1024 * 1024;
/** Limits in bytes for complete answers that wait in memory until they are read. */
export const UNREAD = {
  /** An answer below this size is not counted: pages are far smaller, and the number of connections limits their number. */
  minBytes: MEBIBYTE,
  /** Limit for all of them together. */
  maxBytes: 64 * MEBIBYTE,
  /** Limit for one caller, beyond which no further answer is begun: a person with all their sessions, a learning system, or all callers without either. */
  maxBytesOfCaller: 16 * MEBIBYTE,
};

/** Limits what slow readers keep in memory. Beyond the limit an answer is refused with `platform/busy` once it is made: a repeated read loses nothing. */
export function limitUnread(server: FastifyInstance): void {
  const bytesByCaller = new Map<string, number>();
  let totalBytes = 0;
  server.addHook('onSend', (request, reply, payload, done) => {
    if (!(typeof payload === 'string' || Buffer.isBuffer(payload)) || payload.length < UNREAD.minBytes) return done();
    // Outside the heap, which is small.
    const answer = typeof payload === 'string' ? Buffer.from(payload) : payload;
    const caller = callerOf(request);
    const ofCaller = bytesByCaller.get(caller) ?? 0;
    if (
      totalBytes > 0 &&
      (totalBytes + answer.length > UNREAD.maxBytes || (ofCaller > 0 && ofCaller + answer.length > UNREAD.maxBytesOfCaller))
    )
      return done(new AppError('platform/busy'));
    totalBytes += answer.length;
    bytesByCaller.set(caller, ofCaller + answer.length);
    finished(reply.raw, () => {
      totalBytes -= answer.length;
      const remaining = bytesByCaller.get(caller)! - answer.length;
      if (remaining === 0) bytesByCaller.delete(caller);
      else bytesByCaller.set(caller, remaining);
    });
    done(null, answer);
  });
}

function callerOf(request: FastifyRequest): string {
  const token = readCookie(request, SESSION);
  if (token !== undefined) return findCachedClaims(token)?.subject.person ?? token;
  // On other routes nothing has checked such a header.
  return (request.routeOptions.url?.startsWith('/xapi/') && request.headers.authorization) || '';
}
