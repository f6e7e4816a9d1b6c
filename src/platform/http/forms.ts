import type { FastifyInstance } from 'fastify';
import { AppError } from '#kernel/errors.ts';
import type { FileRoute } from './route.ts';

const LIMIT_BYTES = 2 * 1024 * 1024;

/**
 * Takes the forms of pages that work without script, as `URLSearchParams`. A form has no client key that a page elsewhere could not send: where a cookie decides for
 * whom it acts, it must say that it comes from here.
 */
export function takeForms(scope: FastifyInstance, kind: NonNullable<FileRoute['form']>): void {
  scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: LIMIT_BYTES }, (_request, body, done) =>
    done(null, new URLSearchParams(body as string)),
  );
  if (kind === 'from-here')
    scope.addHook('onRequest', async ({ headers }) => {
      if (headers.origin === undefined) throw new AppError('platform/foreign-origin');
    });
}
