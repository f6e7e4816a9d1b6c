import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SESSION_COOKIE } from '#platform/http/server.ts';
import { openTestBed, type TestBed, type TestPerson } from '../harness.ts';

// Requests that our own pages do not make: each is refused with a named error, and never reported as our own fault.
let bed: TestBed;
let aldmark: string;
let mira: TestPerson;

beforeAll(async () => {
  bed = await openTestBed();
  aldmark = await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Aldmark' });
  mira = await bed.signIn.focalPoint(aldmark);
});
afterAll(() => bed.close());

const send = (body: string) => bed.call(mira, 'POST', `/desk/api/parties/${aldmark}/evidence`, body);
const ITEM = { editionId: 'nato-thb-2004', obligationIds: ['P3.2'], kind: 'EV-NREP', says: 'met', date: '2025', source: 'S' };
const markOf = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');

describe('a request body', () => {
  test.each([
    ['with endless nesting', '['.repeat(200_000)],
    ['with 30 000 closed levels', `${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}`],
    ['with the character NUL', JSON.stringify({ ...ITEM, title: 'a\0b' })],
    ['with half a surrogate pair', JSON.stringify({ ...ITEM, title: '\ud800' })],
  ])('%s is malformed', async (_, body) => {
    const answer = await send(body);
    expect([answer.status, answer.body.code]).toEqual([400, 'platform/malformed']);
  });

  test('with a few levels and any other character is accepted', async () => {
    expect((await send(JSON.stringify({ ...ITEM, title: '‮<script>=1+1\u0007😀' }))).status).toBe(200);
  });
});

describe('a page mark that the server did not make', () => {
  test.each([
    [`/desk/api/parties/:party/evidence`, ['x', 'y']],
    [`/desk/api/parties/:party/evidence`, [{ a: 1 }, [2]]],
    [`/desk/api/parties/:party/evidence`, ['2026-01-01T00:00:00.000Z', 'x']],
    [`/desk/api/parties/:party/evidence?state=draft`, ['x']],
    ['/desk/api/people', ['a', 'b']],
    ['/desk/api/people', ['\0', '00000000-0000-0000-0000-000000000000']],
    ['/desk/api/rounds', [{}]],
    ['/desk/api/parties', ['\0']],
    ['/desk/api/parties', [{}]],
    ['/desk/api/parties?sort=name-fr', ['name-en', 'aldmark', '00000000-0000-0000-0000-000000000000']],
    ['/desk/api/outreach?sort=sent', ['reminder', '2026-01-01', '00000000-0000-0000-0000-000000000000']],
    ['/desk/api/treaty-imports', ['x']],
  ])('%s with the mark %j is refused', async (url, key) => {
    const [path, query] = url.replace(':party', aldmark).split('?');
    const answer = await bed.call(mira, 'GET', `${path}?${query ? `${query}&` : ''}after=${markOf(key)}`);
    expect([answer.status, answer.body.code]).toEqual([422, 'platform/unknown-page']);
  });
});

test('a cookie with a character that the database cannot store is a malformed request, not an unexpected error', async () => {
  const answer = await bed.call(null, 'GET', '/desk/api/session', undefined, { cookie: `${SESSION_COOKIE}=a%00b` });
  expect([answer.status, answer.body.code]).toEqual([400, 'platform/malformed']);
});

test('an address that cannot be decoded is answered with a problem document', async () => {
  const answer = await bed.call(mira, 'GET', '/desk/api/parties/%zz/dossier');
  expect([answer.status, answer.body.code]).toEqual([400, 'platform/malformed']);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
});

test('answers of the desk are never stored by a browser, however their address is written', async () => {
  for (const url of ['/desk/api/session', '/desk/%61pi/session']) {
    const answer = await bed.call(mira, 'GET', url);
    expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'no-store']);
  }
});

test.each([
  ['/log/', '/log'],
  ['/fr/policy/?a=1', '/fr/policy?a=1'],
  ['/treaties//', '/treaties'],
  ['/api/v1/treaties/', '/api/v1/treaties'],
  ['/healthz/', '/healthz'],
])('%s with a trailing slash redirects to %s', async (url, meant) => {
  const answer = await bed.call(null, 'GET', url);
  expect([answer.status, answer.headers.location]).toEqual([308, meant]);
  expect((await bed.call(null, 'GET', meant)).status).toBe(200);
});
