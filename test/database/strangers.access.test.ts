import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ROOM_ROUTES } from '#app/rooms.ts';
import { ROLE } from '#kernel/roles.ts';
import type { Route } from '#platform/http/route.ts';
import { openTestBed, type TestBed, type TestPerson } from './harness.ts';

let bed: TestBed;
let withoutRole: TestPerson;
let foreigner: TestPerson;

beforeAll(async () => {
  bed = await openTestBed();
  const brevia = await bed.givenParty({ kind: 'nation', code: 'XB', name: 'Brevia' });
  withoutRole = await bed.givenPerson('No Role');
  foreigner = await bed.signIn.focalPoint(brevia);
  // Two people in the policy office, so that one-person mode is off.
  await bed.signIn.policyOffice();
  await bed.signIn.policyOffice();
});
afterAll(() => bed.close());

const VERSION = { 'if-match': '"1"' };

/** The address with ids that do not exist. */
function addressOf(route: Route): string {
  return route.url.replaceAll(/:(\w+)/g, (_all, name: string) => (/id$/i.test(name) ? randomUUID() : 'unknown-value-of-some-length'));
}

function ruleOf(route: Route): string {
  if (route.kind === 'command') return route.command.signInStep ? 'public' : route.command.permission;
  return route.kind === 'query' ? route.query.permission : route.permission;
}

const protectedRoutes = ROOM_ROUTES.filter((route) => ruleOf(route) !== 'public');

describe('every route, called by strangers (need-to-know, all clauses)', () => {
  test.each(protectedRoutes.map((route) => [`${route.method} ${route.url}`, route] as const))(
    '%s is refused to a person who is signed out',
    async (_name, route) => {
      const answer = await bed.call(null, route.method, addressOf(route), route.method === 'GET' ? undefined : sampleOf(route), VERSION);
      // The error for a learning system is about its credential, not about a session.
      expect([answer.status, answer.body?.code]).toEqual([
        401,
        route.kind === 'interface' ? 'lrs/credential-wrong' : 'platform/signed-out',
      ]);
      expect(answer.headers['set-cookie']).toBeUndefined();
    },
  );

  test.each(protectedRoutes.map((route) => [`${route.method} ${route.url}`, route] as const))(
    '%s gives a person without roles only what is public',
    async (_name, route) => {
      const answer = await bed.call(
        withoutRole,
        route.method,
        addressOf(route),
        route.method === 'GET' ? undefined : sampleOf(route),
        VERSION,
      );
      expect(answer.status).not.toBe(500);
      if (route.kind === 'command' && ruleOf(route) !== 'people:self') expect(answer.status).toBeGreaterThanOrEqual(400);
    },
  );

  test.each(protectedRoutes.filter((route) => /:\w+Id/.test(route.url)).map((route) => [`${route.method} ${route.url}`, route] as const))(
    '%s answers for a missing id as for one that is hidden',
    async (_name, route) => {
      const answer = await bed.call(
        foreigner,
        route.method,
        addressOf(route),
        route.method === 'GET' ? undefined : sampleOf(route),
        VERSION,
      );
      expect([400, 403, 404, 422, 409]).toContain(answer.status);
    },
  );
});

test('a write without a client key, or from a page of another site, is refused', async () => {
  const bare = await bed.server.inject({ method: 'POST', url: '/desk/api/people', payload: {} });
  expect([bare.statusCode, bare.json().code]).toEqual([400, 'platform/key-missing']);
  const foreign = await bed.call(
    null,
    'POST',
    '/desk/api/session',
    { email: 'a@example.org', password: 'x' },
    { origin: 'https://elsewhere.example' },
  );
  expect([foreign.status, foreign.body.code]).toEqual([403, 'platform/foreign-origin']);
});

test.each([
  ['not JSON', '{"email": ', 400, 'platform/malformed'],
  ['a key twice', '{"email":"a@example.org","email":"b@example.org","password":"x"}', 400, 'platform/duplicate-key'],
  ['a prototype key', '{"__proto__":{"a":1},"email":"a@example.org","password":"x"}', 400, 'platform/duplicate-key'],
  ['a body that is too large', JSON.stringify({ email: 'a@example.org', password: 'x'.repeat(300_000) }), 413, 'platform/too-large'],
  ['wrong types', '{"email":1,"password":true}', 422, 'platform/invalid-input'],
  ['an unknown field', '{"email":"a@example.org","password":"x","admin":true}', 422, 'platform/invalid-input'],
  ['the field of a header in the body', '{"email":"a@example.org","password":"x","sessionToken":"mine"}', 422, 'platform/invalid-input'],
])('invalid input (%s) gets a clear problem and stores nothing', async (_what, body, status, code) => {
  const answer = await bed.call(null, 'POST', '/desk/api/session', body, { 'content-type': 'application/json' });
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(answer.headers['content-type']).toMatch('application/problem+json');
  if (code === 'platform/invalid-input') expect(answer.body.fields.length).toBeGreaterThan(0);
  expect(answer.text).not.toContain('example.org');
});

test('an unaccepted content type and an unknown address are refused with a problem document', async () => {
  const form = await bed.call(null, 'POST', '/desk/api/session', 'email=a', { 'content-type': 'application/x-www-form-urlencoded' });
  expect([form.status, form.body.code]).toEqual([415, 'platform/wrong-type']);
  const french = await bed.call(null, 'GET', '/desk/api/nowhere', undefined, { 'accept-language': 'fr' });
  expect([french.status, french.body.title]).toEqual([404, 'Cette page n’existe pas ou ne vous est pas ouverte.']);
});

/** A valid body with invented values, derived from the route's schema. Where none can be derived, a refusal of the input is accepted. */
function sampleOf(route: Route): unknown {
  if (route.kind !== 'command') return {};
  const input = route.command.input;
  if (!(input instanceof z.ZodObject)) return {};
  const outside = new Set([...[...route.url.matchAll(/:(\w+)/g)].map((match) => match[1]), 'version', 'sessionToken']);
  const entries = Object.entries(input.shape).filter(
    ([name, field]) => !outside.has(name) && !(field as z.ZodType).safeParse(undefined).success,
  );
  return Object.fromEntries(entries.map(([name, field]) => [name, sampleField(field as z.ZodType)]));
}

const CANDIDATES = [
  null,
  randomUUID(),
  '2026-01-01',
  'A text of some length',
  'person@example.org',
  1,
  true,
  [],
  [randomUUID()],
  ['P1.1'],
  { en: 'A text', fr: 'Un texte' },
  'met',
  'https://example.org/',
  'en',
  ROLE.policyOffice,
  'XQ',
];

function sampleField(field: z.ZodType): unknown {
  if (field instanceof z.ZodEnum) return field.options[0];
  return CANDIDATES.find((candidate) => field.safeParse(candidate).success) ?? 'A text of some length';
}
