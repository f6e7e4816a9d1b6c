import { createServer, type Server } from 'node:http';
import { countWaiting } from '#platform/db/group-commit.ts';
import { standardHeaders } from '#platform/http/headers.ts';
import { isLoopback } from '#platform/http/own-address.ts';
import type { RequestMetrics } from '#platform/http/request-metrics.ts';
import type { Platform } from '#platform/platform.ts';
import type { Readiness } from './readiness.ts';

// Loaded where metrics are served: it brings a tenth of the memory of the web process.
const loadLibrary = () => import('prom-client');

/** The metrics of the program, and the observer that records them. */
export type Metrics = { requestMetrics: RequestMetrics; text: () => Promise<string>; type: string };

/**
 * Counts of requests, refusals and times in the format of Prometheus. Labels are route patterns (`/parties/:id`), never concrete URLs: they contain no id, no
 * name and no party.
 */
export async function createMetrics({ pool, diskIsLow }: Pick<Platform, 'pool' | 'diskIsLow'>): Promise<Metrics> {
  const { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } = await loadLibrary();
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'manumit_' });
  const own = { registers: [registry] };
  const requests = new Counter({
    ...own,
    name: 'manumit_requests_total',
    help: 'Requests answered.',
    labelNames: ['method', 'route', 'status'] as const,
  });
  const seconds = new Histogram({
    ...own,
    name: 'manumit_request_seconds',
    help: 'Time until a request was answered.',
    labelNames: ['surface'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  });
  const refused = new Counter({
    ...own,
    name: 'manumit_refused_total',
    help: 'Requests turned away or cut off at the door.',
    labelNames: ['code'] as const,
  });
  new Gauge({
    ...own,
    name: 'manumit_database_connections',
    help: 'Connections to the database, and requests that wait for one.',
    labelNames: ['state'] as const,
    collect() {
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'waiting' }, countWaiting(pool));
    },
  });
  new Gauge({
    ...own,
    name: 'manumit_disk_low',
    help: '1 while writes are refused for want of disk space.',
    collect() {
      this.set(diskIsLow() ? 1 : 0);
    },
  });
  return {
    type: registry.contentType,
    text: () => registry.metrics(),
    requestMetrics: {
      answered: ({ method, route, status, milliseconds }) => {
        requests.inc(isOfReports(route) ? { method: 'any', route: 'reports', status: 'any' } : { method, route, status });
        // Of reports not even a number by surface: less the other routes, it would separate readers from reporters.
        if (!isOfReports(route)) seconds.observe({ surface: surfaceOf(route) }, milliseconds / 1000);
      },
      refused: (code) => refused.inc({ code }),
    },
  };
}

/**
 * Serves the metrics, and the readiness of the process at /readiness, to this machine alone: they reveal how often which address is used, and what is wrong.
 */
export function serveMetrics({ text, type }: Metrics, readiness: () => Readiness, port: number): Promise<Server> {
  const server = createServer(async (request, response) => {
    for (const [name, value] of Object.entries(standardHeaders(false))) response.setHeader(name, value);
    // Refuses a page of another site whose host name resolves to this machine.
    if (!isLoopback((request.headers.host ?? '').replace(/:\d+$/, ''))) return void response.writeHead(421).end();
    if (request.method === 'GET' && request.url === '/metrics') {
      response.writeHead(200, { 'content-type': type }).end(await text());
    } else if (request.method === 'GET' && request.url === '/readiness') {
      const state = readiness();
      response.writeHead(state.status === 'ready' ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify(state));
    } else response.writeHead(404).end();
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

/**
 * Whether a route is about reports of wrongdoing. Metrics are read every few seconds, so a count of its own would reveal at what time someone reported, was
 * answered, or a reader acted: nothing stores that (docs/decisions/065). Visits, reports, codes and acts of readers are one count.
 */
function isOfReports(route: string): boolean {
  return (
    /^(\/[\w-]+)?\/r\//.test(route) ||
    /^\/desk\/api\/(reports|channels|report-desks|waiting-reports|interpreted-reports|danger)(\/|$)/.test(route)
  );
}

function surfaceOf(route: string): string {
  if (route.startsWith('/desk/api/')) return 'desk-api';
  if (route.startsWith('/desk')) return 'desk-files';
  return route.startsWith('/api/') ? 'public-api' : 'public-pages';
}
