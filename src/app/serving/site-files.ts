import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { ignoreQuery } from '#platform/http/response-cache.ts';
import type { Surface } from '../rooms.ts';

// The icon and the picture were drawn by a browser from favicon.svg and preview.svg, which are next to them. The picture has no words and no name: it serves
// every language and operator.
const FILES = {
  '/favicon.ico': 'image/vnd.microsoft.icon',
  '/favicon.svg': 'image/svg+xml',
  '/preview.png': 'image/png',
} as const;

/** What crawlers may read: the public pages. The desk, the player and the interfaces have nothing for them, and the desk's own host has nothing at all. */
export function robotsText(surface: Surface): string {
  const closed = surface === 'desk' ? ['/'] : ['/desk', '/learn', '/api', '/xapi'];
  return `User-agent: *\n${closed.map((path) => `Disallow: ${path}\n`).join('')}`;
}

/** Serves what browsers and crawlers request without a link to it: the icon, the picture of a shared link, and robots.txt. */
export function mountSiteFiles(server: FastifyInstance, surface: Surface): void {
  for (const [url, type] of Object.entries(FILES)) {
    if (surface === 'desk' && url === '/preview.png') continue;
    const file = readFileSync(new URL(`../../site/files${url}`, import.meta.url));
    server.get(url, async (_request, reply) =>
      reply
        .headers({
          'content-type': type,
          'cache-control': 'public, max-age=86400',
          // The site on which a link is shared shows the picture.
          ...(url === '/preview.png' && { 'cross-origin-resource-policy': 'cross-origin' }),
        })
        .send(file),
    );
  }
  server.get('/robots.txt', server.cacheHooks('/robots.txt', { keyParts: ignoreQuery, isStatic: true }), async (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(robotsText(surface)),
  );
}
