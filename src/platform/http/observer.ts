import type { FastifyInstance } from 'fastify';

/** One who counts what the server does. Hears of addresses as they are declared, never as they were asked for. */
export type Observer = {
  answered: (answer: { method: string; route: string; status: number; milliseconds: number }) => void;
  refused: (code: string) => void;
};

/** Tells the observer of every answer. */
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
