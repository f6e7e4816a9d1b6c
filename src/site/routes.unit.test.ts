import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fastify from 'fastify';
import { expect, test } from 'vitest';
import { ResponseCache } from '#platform/http/response-cache.ts';
import type { Platform } from '#platform/platform.ts';
import { html } from './html.ts';
import { missingPage, wantsPage } from './missing-page.ts';
import { type PublicPage, SITE_DEFAULTS } from './public-page.ts';
import { pageRoutes, sitePages } from './routes.ts';

const echo: PublicPage = {
  path: '/echo',
  summary: 'Echo',
  asks: ['a', 'b', 'c'],
  render: ({ query }) => ({ title: 'Echo', description: '', body: html`<p>${JSON.stringify(query)}</p>` }),
};

function site() {
  const server = fastify();
  const keep = new ResponseCache({ current: () => '1', refresh: async () => '1', clock: () => new Date(0) }, {});
  const sendMissing = missingPage({} as Platform, SITE_DEFAULTS);
  for (const { method, url, handle, cache } of pageRoutes(
    [...sitePages({ readTreaties: async () => null, takesReports: async () => null }), echo],
    SITE_DEFAULTS,
  )) {
    server.route({
      method,
      url,
      ...keep.hooksOf(url, cache!),
      handler: (request, reply) => handle({} as Platform, { token: null, key: '' }, request, reply, () => ({})),
    });
  }
  server.setNotFoundHandler((request, reply) => (wantsPage(request) ? sendMissing(request, reply) : reply.code(404).send('problem')));
  return server;
}

test('a public page is answered in the language of the address, without a cookie', async () => {
  const answer = await site().inject('/fr/privacy');
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(answer.headers['set-cookie']).toBeUndefined();
  expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  expect(answer.body).toContain('<html lang="fr">');
});

test.each([
  ['br, gzip', 'br', brotliDecompressSync],
  ['gzip, deflate', 'gzip', gunzipSync],
  ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
] as const)('a public page is compressed for a browser that accepts %s', async (accept, encoding, open) => {
  const answer = await site().inject({ url: '/about', headers: { 'accept-encoding': accept } });
  expect(answer.headers['content-encoding']).toBe(encoding);
  expect(answer.headers.vary).toBe('accept-encoding');
  expect(open(answer.rawPayload).toString()).toContain('</html>');
});

test('a public page is uncompressed for a browser that accepts no encoding', async () => {
  const answer = await site().inject('/about');
  expect(answer.headers['content-encoding']).toBeUndefined();
  expect(answer.body).toContain('</html>');
});

test('a query value is dropped if it is repeated, too long or unknown to the page, and is otherwise escaped', async () => {
  const answer = await site().inject(`/echo?a=1&a=2&b=${'x'.repeat(101)}&c=%3Cb%3E&d=1`);
  expect(answer.body).toContain('<p>{&#34;c&#34;:&#34;&#60;b&#62;&#34;}</p>');
});

test.each([
  ['/fr/nowhere', 'text/html', 'fr', '<html lang="fr">'],
  ['/nowhere', 'text/html', 'fr', '<html lang="fr">'],
  ['/nowhere', 'text/html', 'en', 'does not exist or is not open to you'],
  ['/api/nowhere', 'text/html', 'en', 'problem'],
  ['/desk/nowhere', 'text/html', 'en', 'problem'],
  ['/nowhere', 'application/json', 'en', 'problem'],
])('the address %s, requested as %s in %s, is answered 404 with %s', async (url, accept, language, words) => {
  const answer = await site().inject({ url, headers: { accept, 'accept-language': language } });
  expect(answer.statusCode).toBe(404);
  expect(answer.body).toContain(words);
});
