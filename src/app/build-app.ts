import { existsSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { flushAccess } from '#platform/access-record.ts';
import { pendingMigrations, readMigrations } from '#platform/db/migrate.ts';
import { BOUNDS } from '#platform/http/bounds.ts';
import type { Observer } from '#platform/http/observer.ts';
import { buildServer } from '#platform/http/server.ts';
import type { Platform } from '#platform/platform.ts';
import { pickLocale } from '#platform/texts/texts.ts';
import { backupStands } from '#rooms/safekeeping/index.ts';
import { faultPage } from '#site/fault-page.ts';
import { sendMissing, wantsPage } from '#site/missing-page.ts';
import type { SiteSettings } from '#site/public-page.ts';
import { mountDesk } from './desk-files.ts';
import { sayError } from './errors-text.ts';
import { routesOf, type Surface, siteOf } from './rooms.ts';

/**
 * `trustedProxy` lists whose forwarding headers are believed; `site` is what its settings say of this installation; `desk` the folder of the built staff
 * application, which stays away where that is missing.
 */
export type AppOptions = {
  platform: Platform;
  trustedProxy?: string | undefined;
  surface?: Surface;
  site?: Partial<SiteSettings>;
  desk?: string;
  observer?: Observer | undefined;
};

/** Builds the whole application over its services. It listens nowhere: the start does that, and tests call it in process. */
export async function buildApp({
  platform,
  trustedProxy,
  surface = 'all',
  site: said = {},
  desk,
  observer,
}: AppOptions): Promise<FastifyInstance> {
  const site = siteOf(platform, said);
  const server = await buildServer({
    platform,
    observer,
    routes: routesOf(surface, platform, site),
    sayError,
    pickLocale,
    secure: platform.deskUrl.startsWith('https:'),
    trustedProxy,
    origins: [platform.publicUrl ?? platform.deskUrl, platform.deskUrl].map((address) => new URL(address).origin),
    answerMissing: (request, reply) => (surface !== 'desk' && wantsPage(request) ? sendMissing(request, reply, platform, site) : null),
    faultPage: (fault, asked) => faultPage(fault, asked, site.exercise),
  });
  // What was read in the last second is written before the process ends.
  server.addHook('onClose', () => flushAccess(platform));
  const migrations = readMigrations();
  server.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }));
  server.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const state = await readiness(platform, migrations);
    if (state.status !== 'ready') reply.header('retry-after', String(BOUNDS.retryAfterSeconds));
    return reply.code(state.status === 'ready' ? 200 : 503).send(state);
  });
  server.get('/api/openapi.json', { schema: { hide: true } }, async () => server.swagger());
  // The desk's own host has nothing else to show.
  if (surface === 'desk') server.get('/', { schema: { hide: true } }, async (_request, reply) => reply.redirect('/desk/'));
  if (surface !== 'public' && desk && existsSync(desk)) await mountDesk(server, desk, platform.exercise);
  return server;
}

async function readiness(platform: Platform, migrations: ReturnType<typeof readMigrations>) {
  try {
    const client = await platform.pool.connect();
    try {
      const pending = await pendingMigrations(client, migrations);
      return {
        status: pending.length === 0 ? 'ready' : 'migrations-pending',
        database: 'reachable',
        pending,
        disk: platform.diskIsLow() ? 'low' : 'ok',
        // Says what it says; it serves all the same.
        backup: pending.length === 0 ? backupStands(await lastProven(client), platform.clock()) : 'unknown',
      };
    } finally {
      client.release();
    }
  } catch {
    const disk = platform.diskIsLow() ? 'low' : 'ok';
    return { status: 'database-lost', database: 'unreachable', pending: [], disk, backup: 'unknown' };
  }
}

async function lastProven(client: { query: (sql: string) => Promise<{ rows: { at: Date | null }[] }> }): Promise<Date | null> {
  return (await client.query('select safekeeping.last_proven() as at')).rows[0]!.at;
}
