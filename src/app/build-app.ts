import type { FastifyInstance } from 'fastify';
import { buildServer } from '#platform/http/server.ts';
import type { Platform } from '#platform/platform.ts';
import { pickLocale } from '#platform/texts/texts.ts';
import { sayError } from './errors-text.ts';
import { ROUTES } from './rooms.ts';

/** How this installation is reached. */
export type Reach = { secure?: boolean; trustedProxy?: string; origins?: readonly string[] };

/** Builds the whole application over its services. It listens nowhere: the start does that, and tests call it in process. */
export async function buildApp({ platform, reach = {} }: { platform: Platform; reach?: Reach }): Promise<FastifyInstance> {
  const server = await buildServer({
    platform,
    routes: ROUTES,
    sayError,
    pickLocale,
    secure: reach.secure ?? false,
    trustedProxy: reach.trustedProxy,
    origins: reach.origins ?? [],
  });
  server.get('/healthz', { schema: { summary: 'Whether the process is alive' } }, async () => ({ status: 'ok' }));
  server.get('/api/openapi.json', { schema: { hide: true } }, async () => server.swagger());
  return server;
}
