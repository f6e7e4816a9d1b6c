import type { FastifyInstance } from 'fastify';

/** Counts what the server does. Receives route patterns (`/parties/:id`), never concrete URLs. */
export type Observer = {
  answered: (answer: { method: string; route: string; status: number; milliseconds: number }) => void;
  refused: (code: string) => void;
};

/** Reports every response to the observer. */
export function observe(server: FastifyInstance, observer: Observer): void {
  server.addHook('onResponse', async (request, reply) => {
    observer.answered({
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      milliseconds: reply.elapsedTime,
    });
  });
}
