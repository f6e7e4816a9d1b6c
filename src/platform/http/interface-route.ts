import type { FastifyInstance, FastifyRequest } from 'fastify';
import { pickLocale } from '../texts/texts.ts';
import { ADMISSION_LIMITS } from './admission/admission-limits.ts';
import { waitForPlace } from './admission/limiter.ts';
import { standardHeaders } from './headers.ts';
import { toProblem } from './problem.ts';
import type { InterfaceRoute } from './route.ts';
import type { ServerOptions } from './server-options.ts';

/** Mounts an address of an interface with its own specification, in its own scope: only here are bodies of any type accepted unparsed. */
export function mountInterface(
  scope: FastifyInstance,
  route: InterfaceRoute,
  { platform, translateError, secure }: Pick<ServerOptions, 'platform' | 'translateError' | 'secure'>,
): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    await waitForPlace(request.raw);
    return body;
  });
  scope.setErrorHandler((error, request, reply) => {
    const problem = toProblem(error, pickLocale(request.headers['accept-language']), translateError, platform.log);
    if (problem.status === 503 || problem.status === 507) reply.header('retry-after', String(ADMISSION_LIMITS.retryAfterSeconds));
    reply.code(problem.status).headers(standardHeaders(secure)).type('application/problem+json');
    route.answerFault(platform, request, reply, problem);
    return reply.send(JSON.stringify(problem));
  });
  scope.route({
    method: route.method,
    url: route.url,
    bodyLimit: route.bodyLimit,
    config: { hasCredential: true },
    onRequest: (request) => route.admit(platform, request),
    handler: (request, reply) => route.handle(platform, request, reply),
  });
}
