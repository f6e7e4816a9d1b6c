import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { buildApp } from './build-app.ts';
import { createMetrics, type Metrics, serveMetrics } from './metrics.ts';

let bed: TestBed;
let metrics: Metrics;

beforeAll(async () => {
  bed = await openTestBed();
  metrics = await createMetrics(bed.platform);
});
afterAll(() => bed.close());

test('metrics count requests by route pattern, and contain no id, name, party or input', async () => {
  const party = await bed.givenParty({ kind: 'nation', code: 'XQ', name: 'Aldmark' });
  const mira = await bed.signIn.focalPoint(party, 'Mira Kolb');
  const app = await buildApp({ platform: bed.platform, requestMetrics: metrics.requestMetrics });
  const cookies = { manumit_desk: mira.token };
  for (const url of [
    '/',
    `/desk/api/parties/${party}`,
    `/desk/api/parties/${party}`,
    `/desk/api/parties?find=Aldmark`,
    '/secret-of-Mira',
    '/desk/api/parties/%zz',
  ])
    await app.inject({ url, cookies });
  await app.close();
  const text = await metrics.text();
  expect(text).toContain('manumit_requests_total{method="GET",route="/desk/api/parties/:partyId",status="200"} 2');
  expect(text).toContain('manumit_requests_total{method="GET",route="none",status="404"} 1');
  expect(text).toMatch(/manumit_request_seconds_count\{surface="desk-api"\} [3-9]/);
  expect(text).toMatch(/manumit_database_connections\{state="idle"\} \d/);
  for (const never of [party, mira.personId, mira.token, 'Mira', 'Aldmark', 'XQ', 'secret', mira.email])
    expect(text, never).not.toContain(never);
  const labels = new Set([...text.matchAll(/[{,](\w+)="/g)].map((match) => match[1]));
  expect(
    [...labels].filter(
      (name) =>
        ![
          'method',
          'route',
          'status',
          'surface',
          'code',
          'state',
          'le',
          'type',
          'kind',
          'space',
          'version',
          'major',
          'minor',
          'patch',
          'quantile',
        ].includes(name!),
    ),
  ).toEqual([]);
});

test('metrics do not reveal at what time a report came, or a reader acted', async () => {
  const app = await buildApp({ platform: bed.platform, requestMetrics: metrics.requestMetrics });
  const report = '0a4f6a2e-6c1f-4b7e-9a52-3f1f2a10b7a3';
  const headers = { 'content-type': 'application/json', 'idempotency-key': report };
  const timed = async () => (await metrics.text()).match(/^manumit_request_seconds_count.*$/gm);
  const before = await timed();
  for (const url of [
    '/r/reports',
    '/r/messages',
    '/r/mailbox',
    `/desk/api/reports/${report}/take`,
    `/desk/api/channels/${report}/attendance`,
    `/desk/api/interpreted-reports/${report}/notes`,
  ])
    await app.inject({ method: 'POST', url, headers, payload: '{}' });
  for (const url of ['/r/camp-help', '/fr/r/camp-help/follow', '/r/camp-help/readers', `/desk/api/reports/${report}`, '/desk/api/danger'])
    await app.inject({ url });
  await app.close();
  const routes = [...(await metrics.text()).matchAll(/manumit_requests_total\{(.*)\} (\d+)/g)].map(([, labels, count]) => [labels!, count]);
  expect(routes.filter(([labels]) => /report|channel|danger|\/r\//.test(labels!))).toEqual([
    ['method="any",route="reports",status="any"', '11'],
  ]);
  // Nor does the number of times by surface, less those of the other routes.
  expect(await timed()).toEqual(before);
});

test('metrics count a refused request by its code', async () => {
  metrics.requestMetrics.refused('platform/busy');
  expect(await metrics.text()).toContain('manumit_refused_total{code="platform/busy"} 1');
});

test('metrics are served only to this machine, and their port serves nothing else', async () => {
  const state = { status: 'migrations-pending', database: 'reachable', pending: ['0018-x'], disk: 'low', backup: 'unknown' } as const;
  const server = await serveMetrics(metrics, () => ({ ...state, pending: [...state.pending] }), 0);
  const { address, port } = server.address() as AddressInfo;
  expect(address).toBe('127.0.0.1');
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(await answer.text()).toContain('manumit_disk_low 0');
  const response = await fetch(`http://127.0.0.1:${port}/readiness`);
  expect([response.status, await response.json()]).toEqual([503, state]);
  for (const [path, method] of [
    ['/', 'GET'],
    ['/readyz', 'GET'],
    ['/metrics?x', 'GET'],
    ['/metrics', 'POST'],
  ] as const)
    expect((await fetch(`http://127.0.0.1:${port}${path}`, { method })).status).toBe(404);
  const foreign = request({ host: '127.0.0.1', port, path: '/metrics', headers: { host: `evil.example:${port}` } }).end();
  const [refused] = (await once(foreign, 'response')) as [IncomingMessage];
  expect(refused.statusCode).toBe(421);
  refused.resume();
  await new Promise((resolve) => server.close(resolve));
});
