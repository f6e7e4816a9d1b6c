import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { derivePassword } from '#platform/identity/password.ts';
import { anItem, givenCast } from '#rooms/evidence/fixtures.ts';
import { ASKING } from '#rooms/people/sign-in/sign-in.command.ts';
import { newSalt } from '#rooms/people/sign-in/sign-in-tokens.ts';
import { openTestBed, type TestBed, type TestPerson } from '../harness.ts';
import { openClient, signIn } from './client.ts';

const PASSWORD = 'twelve letters and more';
// Addresses that are not operations of a room: probes, the document itself, and what browsers and crawlers request without a link to it.
const UNDESCRIBED = ['/healthz', '/readyz', '/api/openapi.json', '/favicon.ico', '/favicon.svg', '/preview.png', '/robots.txt'];
let bed: TestBed;
let nation: string;
let focal: TestPerson;
let client: Awaited<ReturnType<typeof openClient>>;

beforeAll(async () => {
  ASKING.pauseMs = 0;
  bed = await openTestBed();
  ({ nation, focal } = await givenCast(bed));
  const salt = newSalt();
  // As in an exercise, the password is enough.
  await bed.deployer.query('select identity.require_second_factor(false)');
  await bed.deployer.query('insert into identity.password (person_id, salt, digest) values ($1, $2, sha256($3))', [
    focal.personId,
    salt,
    await derivePassword(PASSWORD, salt),
  ]);
  await bed.server.listen({ host: '127.0.0.1', port: 0 });
  client = await openClient(`http://127.0.0.1:${(bed.server.server.address() as AddressInfo).port}`);
});
afterAll(() => bed.close());

describe('a client built from the OpenAPI document alone', () => {
  test('is refused as declared before it signs in', async () => {
    expect(await client.call('commitmentsGetMatrix')).toMatchObject({ status: 401, body: { code: 'platform/signed-out' } });
    const refused = await client.call('peopleSignIn', { body: { email: focal.email, password: 'not the password' } });
    expect(refused).toMatchObject({ status: 401, body: { code: 'people/sign-in-failed' } });
  });

  test('does the proof of work that sign-in requires, and reads the matrix', async () => {
    await bed.deployer.query('select identity.record_failure($1) from generate_series(1, 3)', [focal.email]);
    const session = await client.call('peopleSignIn', { body: { email: focal.email, password: PASSWORD } });
    expect(session).toMatchObject({ status: 429, body: { code: 'people/work-asked' } });
    await signIn(client, focal.email, PASSWORD);
    const matrix = await client.call('commitmentsGetMatrix', { parameters: { kind: 'nation' } });
    expect(matrix).toMatchObject({ status: 200, body: { kind: 'nation', rows: [{ partyId: nation }] } });
  });

  test('writes once under its own key, and only under the version that it read', async () => {
    const entering = { parameters: { partyId: nation, 'Idempotency-Key': '7d0d1c2e-0e0a-4c1f-9a62-0c9f0a3f3f12' }, body: anItem() };
    const entered = await client.call('evidenceEnterEvidence', entering);
    expect(entered.status).toBe(200);
    expect((await client.call('evidenceEnterEvidence', entering)).body).toEqual(entered.body);

    const { id } = entered.body as { id: string };
    const read = await client.call('evidenceGetEvidence', { parameters: { itemId: id } });
    const change = { parameters: { itemId: id, 'If-Match': read.headers.get('etag')! }, body: anItem({ title: 'Another title' }) };
    expect(await client.call('evidenceChangeDraft', change)).toMatchObject({ status: 200, body: { id, version: 2 } });
    expect(await client.call('evidenceChangeDraft', change)).toMatchObject({ status: 412, body: { code: 'platform/stale' } });
    await expect(client.call('evidenceChangeDraft', { ...change, parameters: { itemId: id } })).rejects.toThrow('needs If-Match');
  });

  test('finds every address of the server in the document', () => {
    const described = Object.entries(client.document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const mounted = bed.server.mounted
      .filter(({ method, url }) => method !== 'HEAD' && !UNDESCRIBED.includes(url))
      .map(({ method, url }) => `${method} ${url.replaceAll(/:(\w+)/g, '{$1}').replace('*', '{rest}')}`);
    expect(described.sort()).toEqual(mounted.sort());
  });
});
