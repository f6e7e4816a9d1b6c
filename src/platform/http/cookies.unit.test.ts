import fastifyCookie from '@fastify/cookie';
import fastify from 'fastify';
import { expect, test } from 'vitest';
import { clearCookie, findCookie, readCookie, SESSION, setCookie } from './cookies.ts';

async function serverOver(tls: boolean) {
  const server = fastify();
  await server.register(fastifyCookie);
  server.decorate('overTls', tls);
  for (const url of ['/desk', '/desk/api/:what', '/desks', '/', '/learn/:lang'])
    server.get(url, async (request) => ({ read: readCookie(request, SESSION) ?? null }));
  server.get('/desk/give', async (_request, reply) => {
    setCookie(reply, SESSION, 'token');
    return '';
  });
  server.get('/desk/end', async (_request, reply) => clearCookie(reply, SESSION).send());
  return server;
}

test.each([
  [true, '__Host-manumit_desk'],
  [false, 'manumit_desk'],
])('a cookie is read only at its own paths (over TLS: %s)', async (tls, name) => {
  const server = await serverOver(tls);
  const readAt = async (url: string) => (await server.inject({ url, cookies: { [name]: 'token' } })).json().read;
  for (const url of ['/desk', '/desk/api/a', '/%64esk/api/a']) expect(await readAt(url), url).toBe('token');
  for (const url of ['/', '/desks', '/learn/desk']) expect(await readAt(url), url).toBeNull();
});

test('the cookie is bound to this host over TLS, and without TLS is sent only to its own paths', async () => {
  const cookieSetBy = async (tls: boolean, url: string) => (await (await serverOver(tls)).inject({ url })).headers['set-cookie'];
  expect(await cookieSetBy(true, '/desk/give')).toBe('__Host-manumit_desk=token; Path=/; HttpOnly; Secure; SameSite=Strict');
  expect(await cookieSetBy(false, '/desk/give')).toBe('manumit_desk=token; Path=/desk; HttpOnly; SameSite=Strict');
  // A browser deletes a cookie only where the attributes required by its name prefix are repeated.
  expect(await cookieSetBy(true, '/desk/end')).toMatch(/^__Host-manumit_desk=;.* Path=\/;.* HttpOnly; Secure/);
});

test('a cookie is found before routing by its exact name', () => {
  const found = (cookie: string | undefined, overTls: boolean) => findCookie({ headers: { cookie } } as never, SESSION, overTls);
  const header = 'a=1; __Host-manumit_desk=tls; xmanumit_desk=no; manumit_desk=plain;b=2';
  expect([found(header, true), found(header, false), found('a=1', true), found(undefined, true)]).toEqual([
    'tls',
    'plain',
    undefined,
    undefined,
  ]);
  expect([found('manumit_desk=first; manumit_desk=second', false), found('b=2;manumit_desk=last', false)]).toEqual(['first', 'last']);
});
