import type { FastifyInstance } from 'fastify';

/** Counts what the server does. Receives route patterns (`/parties/:id`), never concrete URLs. */
export type RequestMetrics = {
  answered: (answer: { method: string; route: string; status: number; milliseconds: number }) => void;
  refused: (code: string) => void;
};

/** Reports every response to the metrics. */
export function recordRequests(server: FastifyInstance, requestMetrics: RequestMetrics): void {
  server.addHook('onResponse', async (request, reply) => {
    requestMetrics.answered({
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      milliseconds: reply.elapsedTime,
    });
  });
}
