import { ignoreQuery } from '#platform/http/response-cache.ts';
import { fileRoute, type Route } from '#platform/http/route.ts';
import { browserFile } from './browser-files.ts';

/** The two scripts of the player: the same for everybody, revalidated each time so that a new version is used at once. */
export const scriptRoutes: Route[] = ['player.js', 'worker.js'].map((name) =>
  fileRoute({
    method: 'GET',
    url: `/learn/${name}`,
    permission: 'public',
    summary: `training/learn ${name}`,
    cache: { keyParts: ignoreQuery, isStatic: true },
    handle: async (_platform, _caller, _request, reply) =>
      reply
        .headers({
          'content-type': 'text/javascript; charset=utf-8',
          'cache-control': 'no-cache',
          // The worker fetches pages; it may reach nothing else.
          ...(name === 'worker.js' && { 'content-security-policy': "default-src 'none'; connect-src 'self'" }),
        })
        .send(browserFile(name)),
  }),
);
