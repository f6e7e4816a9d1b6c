import { expect, test } from 'vitest';
import { isLoopback, isOwnHost } from './own-address.ts';

test.each([
  ['thb.example.org', true],
  ['THB.example.org', true],
  ['thb.example.org:443', true],
  ['desk.example.org:8443', true],
  ['desk.example.org', false],
  ['thb.example.org:80', false],
  ['thb.example.org.', false],
  ['thb.example.org.example.net', false],
  ['thb.example.org@example.net', false],
  ['example.net/thb.example.org', false],
  ['localhost:8080', false],
  ['127.0.0.1:8080', false],
  ['', false],
  [' ', false],
])('with public addresses, the host %j is ours: %s', (host, ours) => {
  expect(isOwnHost(host, ['https://thb.example.org', 'https://desk.example.org:8443'], 8080)).toBe(ours);
});

test.each([
  ['localhost:8080', true],
  ['127.0.0.1:8080', true],
  ['127.9.9.9:8080', true],
  ['[::1]:8080', true],
  // Reached through a tunnel or a forwarded port, as PUBLIC_URL says.
  ['localhost:9000', true],
  ['[::1]:9000', true],
  ['localhost', false],
  ['localhost:8081', false],
  ['evil.example:8080', false],
  ['127.0.0.1.evil.example:8080', false],
  ['localhost.evil.example:9000', false],
  ['192.0.2.4:8080', false],
  ['[::ffff:c000:204]:8080', false],
  ['[::1', false],
])('on this machine only, listening on 8080 and reached on 9000, the host %j is ours: %s', (host, ours) => {
  expect(isOwnHost(host, ['http://localhost:9000'], 8080)).toBe(ours);
});

test('a host may omit the default port', () => {
  expect(isOwnHost('localhost:80', ['http://localhost'])).toBe(true);
  expect(isOwnHost('127.0.0.1', ['http://localhost'])).toBe(true);
});

test('only localhost and loopback numbers are this machine', () => {
  expect(['localhost', 'LOCALHOST', '127.0.0.1', '[::1]'].map(isLoopback)).toEqual([true, true, true, true]);
  expect(['localhost.example', '128.0.0.1', '127.0.0.1.example', '::', '0.0.0.0'].map(isLoopback)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});
