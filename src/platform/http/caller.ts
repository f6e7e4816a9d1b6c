import type { FastifyRequest } from 'fastify';
import { AppError } from '#kernel/errors.ts';
import { isId } from '#kernel/ids.ts';
import { readCookie, SESSION } from './cookies.ts';
import type { Caller } from './route.ts';

/** The caller of a request. A write without a client key is refused. */
export function callerOf(request: FastifyRequest, writes: boolean): Caller {
  const token = readCookie(request, SESSION) ?? null;
  if (!writes) return { token, key: '' };
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !isId(key)) throw new AppError('platform/key-missing');
  return { token, key };
}
