import type { FastifyInstance } from 'fastify';
import { AppError } from '#kernel/errors.ts';

/** Takes the forms of pages that work without script, as `URLSearchParams`. A form has no client key that a page elsewhere could not send: it must say that it comes from here. */
export function takeForms(scope: FastifyInstance): void {
  scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, new URLSearchParams(body as string)),
  );
  scope.addHook('onRequest', async ({ headers }) => {
    if (headers.origin === undefined) throw new AppError('platform/foreign-origin');
  });
}
