import type { FastifyReply } from 'fastify';
import { AppError } from '#kernel/errors.ts';

/** A signal that is aborted when the client disconnects before it is answered. No code reads its reason. */
export function disconnectSignal({ raw }: Pick<FastifyReply, 'raw'>): AbortSignal {
  const controller = new AbortController();
  const abort = () => raw.writableFinished || controller.abort(new AppError('platform/busy'));
  if (raw.destroyed) abort();
  else raw.once('close', abort);
  return controller.signal;
}
