import type { FastifyReply } from 'fastify';
import { AppError } from '#kernel/errors.ts';

/** Says that whoever asked is gone before they were answered: what waits for its turn need not be done. Nobody reads its reason. */
export function leftBy({ raw }: FastifyReply): AbortSignal {
  const left = new AbortController();
  raw.once('close', () => raw.writableFinished || left.abort(new AppError('platform/busy')));
  return left.signal;
}
