import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, test } from 'vitest';
import { ADMISSION_LIMITS } from './admission-limits.ts';
import { createLimitedServer } from './limited-server.ts';

test('each pipelined request takes a place, also if it would take none when sent alone', async () => {
  const seen: { url: string; response: ServerResponse }[] = [];
  const passed: string[] = [];
  const server = createLimitedServer((request, response) => void seen.push({ url: request.url!, response }), {
    refusal: () => ({ status: 503, headers: {}, body: 'busy' }),
    headers: {},
    limits: { ...ADMISSION_LIMITS, anonymous: 1, working: 1, waiting: 0, slowMs: 60_000 },
    isVerified: ({ url }) => url !== '/desk/unverified',
    admit: (request, response, direct) => {
      passed.push(request.url!);
      direct(request, response);
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1').setEncoding('utf8');
  let received = '';
  client.on('data', (text: string) => (received += text));
  const requestLines = [
    'GET /a',
    'GET /b',
    'GET /c',
    'GET /healthz',
    'GET /desk/assets/d',
    'POST /desk/api/session',
    'GET /desk/unverified',
  ];
  client.write(requestLines.map((line) => `${line} HTTP/1.1\r\nHost: x\r\n\r\n`).join(''));
  while (seen.length < 3) await new Promise(setImmediate);
  expect(passed).toEqual(['/a']);
  expect(seen.map(({ url }) => url).sort()).toEqual(['/a', '/b', '/healthz']);
  for (const { response } of seen) response.end();
  await expect
    .poll(() => received.match(/HTTP\/1\.1 \d+/g)?.map((line) => line.slice(9)))
    .toEqual(['200', '200', '503', '200', '503', '503', '503']);
  client.destroy();
  server.close();
});
