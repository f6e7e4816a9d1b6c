import { existsSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { flushAccess } from '#platform/access-record.ts';
import { ADMISSION_LIMITS } from '#platform/http/admission/admission-limits.ts';
import type { RequestMetrics } from '#platform/http/request-metrics.ts';
import { ignoreQuery } from '#platform/http/response-cache.ts';
import { buildServer } from '#platform/http/server.ts';
import type { ServerOptions } from '#platform/http/server-options.ts';
import type { Platform } from '#platform/platform.ts';
import { languagesAt } from '#platform/texts/public-languages.ts';
import { faultPage } from '#site/fault-page.ts';
import { missingPage, wantsPage } from '#site/missing-page.ts';
import type { SiteSettings } from '#site/public-page.ts';
import { translateError } from '../errors-text.ts';
import { routesOf, type Surface, siteOf } from '../rooms.ts';
import { mountDesk } from './desk-files.ts';
import { describeApi } from './openapi.ts';
import { type ReadinessWatch, watchReadiness } from './readiness.ts';
import { mountSiteFiles } from './site-files.ts';

/**
 * `trustedProxy` lists the proxies whose forwarding headers are believed; `site` is what the public pages say of this installation; `desk` is the folder of the
 * built staff application, which is not served where that is missing.
 */
export type AppOptions = {
  platform: Platform;
  trustedProxy?: string | undefined;
  surface?: Surface;
  site?: Partial<SiteSettings>;
  desk?: string;
  requestMetrics?: RequestMetrics | undefined;
  /** The readiness of the process, where another consumer needs it too. */
  readiness?: ReadinessWatch;
} & Pick<ServerOptions, 'limits'>;

// What people need who report: in any language, without the desk, sign-in and courses.
const ONION_PATHS = /^(\/(?!desk\/)[a-zA-Z-]{2,12})?\/(r|help)(\/|$)/;

/** Builds the whole application over its services. It does not listen: the start does that, and tests call it in process. */
export async function buildApp({
  platform,
  trustedProxy,
  surface = 'all',
  site: siteSettings = {},
  desk,
  requestMetrics,
  readiness = watchReadiness(platform),
  limits,
}: AppOptions): Promise<FastifyInstance> {
  const site = siteOf(platform, siteSettings);
  const sendMissing = missingPage(platform, site);
  const routes = routesOf(surface, platform, site);
  const secure = platform.deskUrl.startsWith('https:');
  const server = await buildServer({
    platform,
    requestMetrics,
    routes,
    translateError,
    languages: languagesAt(site.languages, '/').map(({ code }) => code),
    secure,
    trustedProxy,
    limits,
    ...(site.onion !== null && { onion: { host: site.onion, serves: (path: string) => ONION_PATHS.test(path) } }),
    origins: [platform.publicUrl ?? platform.deskUrl, platform.deskUrl].map((address) => new URL(address).origin),
    answerMissing: (request, reply) => (surface !== 'desk' && wantsPage(request) ? sendMissing(request, reply) : null),
    faultPage: (fault, request) => faultPage(fault, request, site),
  });
  // Writes the read accesses of the last second before the process ends.
  server.addHook('onClose', () => flushAccess(platform));
  server.addHook('onReady', () => readiness.start());
  server.addHook('onClose', () => readiness.stop());
  server.get('/healthz', async () => ({ status: 'ok' }));
  // Outsiders learn only this status; the details are on the port of the metrics.
  server.get('/readyz', async (_request, reply) => {
    if (readiness.now().status === 'ready') return { status: 'ready' };
    return reply.code(503).header('retry-after', String(ADMISSION_LIMITS.retryAfterSeconds)).send({ status: 'not-ready' });
  });
  const openapi = server.cacheHooks('/api/openapi.json', { keyParts: ignoreQuery, isStatic: true });
  server.get('/api/openapi.json', openapi, async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(JSON.stringify(describeApi(routes, secure))),
  );
  mountSiteFiles(server, surface);
  // The desk's own host has nothing else to show.
  if (surface === 'desk') server.get('/', async (_request, reply) => reply.redirect('/desk/'));
  if (surface !== 'public' && desk && existsSync(desk)) await mountDesk(server, desk, platform.exercise);
  return server;
}
